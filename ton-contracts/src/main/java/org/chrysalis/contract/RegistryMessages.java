package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;

/** Bodies of the messages that the registry understands from its owner. */
public final class RegistryMessages {

    static final long OPEN = 0x4f50_5247L; // "OPRG"
    static final long RETRACT_PROXY = 0x5254_5052L; // "RTPR"

    static final long ADD_TERMS = 0x4144_5445L; // "ADTE"
    static final long ADD_CODE = 0x4144_434fL; // "ADCO"
    static final long ALLOW = 0x414c_4c57L; // "ALLW"
    static final long DISALLOW = 0x4449_5341L; // "DISA"
    static final long OFFER_OWNER = 0x4f46_4f57L; // "OFOW"
    static final long ACCEPT_OWNER = 0x4143_4f57L; // "ACOW"
    static final long PLAN_UPGRADE = 0x504c_5550L; // "PLUP"
    static final long CANCEL_UPGRADE = 0x4341_5550L; // "CAUP"
    static final long UPGRADE = 0x5550_4752L; // "UPGR"

    private static final int MAX_ENDPOINT_BYTES = 120;

    /** What a hash is of. */
    public enum Kind {
        MODEL(0),
        PROXY_MEASUREMENT(1),
        WORKER_MEASUREMENT(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    private RegistryMessages() {}

    /** Once, with the storage reserve. */
    public static Bytes open() {
        return Cells.boc(Cells.message(OPEN));
    }

    /** Removes a proxy at once. */
    public static Bytes retractProxy(Bytes signingKey) {
        Checks.key(signingKey);
        return Cells.boc(Cells.message(RETRACT_PROXY).storeBytes(signingKey.toArray()));
    }

    /**
     * Adds the next version of the terms, which holds after the addition delay.
     *
     * @param version one more than the last, which must be in force
     * @param terms whose {@code from} the registry replaces
     */
    public static Bytes addTerms(long version, Terms terms) {
        Checks.u32("version", version);
        return Cells.boc(Cells.message(ADD_TERMS).storeUint(version, 32).storeRef(terms.cell()));
    }

    /** Allows a model or a measurement after the addition delay. */
    public static Bytes allow(Kind kind, Bytes hash) {
        return hash(ALLOW, kind, hash);
    }

    /** Takes it away at once. */
    public static Bytes disallow(Kind kind, Bytes hash) {
        return hash(DISALLOW, kind, hash);
    }

    private static Bytes hash(long opcode, Kind kind, Bytes hash) {
        return Cells.boc(
                Cells.message(opcode).storeUint(kind.number, 8).storeBytes(hash.toArray()));
    }

    /** Who is the owner once it accepts; the owner itself takes the offer back. */
    public static Bytes offerOwner(Address next) {
        return Cells.boc(Cells.message(OFFER_OWNER).storeAddress(next.toTon4j()));
    }

    /** From the next owner only. */
    public static Bytes acceptOwner() {
        return Cells.boc(Cells.message(ACCEPT_OWNER));
    }

    /** Lists one more version of the channel's code; takes effect after the addition delay. */
    public static Bytes addChannelCode(long version, CodeId id) {
        return addCode(0, version, id);
    }

    /** Lists one more version of the proxy's code; takes effect after the addition delay. */
    public static Bytes addProxyCode(long version, CodeId id) {
        return addCode(1, version, id);
    }

    private static Bytes addCode(int ofProxy, long version, CodeId id) {
        Checks.u32("version", version);
        return Cells.boc(Cells.message(ADD_CODE)
                .storeUint(ofProxy, 1)
                .storeUint(version, 32)
                .storeBytes(id.hash().toArray())
                .storeUint(id.depth(), 16));
    }

    /** The registry's own next code, in place of one planned before; the delay begins anew. */
    public static Bytes planUpgrade(Code next) {
        return Cells.boc(Cells.message(PLAN_UPGRADE).storeRef(next.cell()));
    }

    /** Takes the plan back at once. */
    public static Bytes cancelUpgrade() {
        return Cells.boc(Cells.message(CANCEL_UPGRADE));
    }

    /** Sets the planned code once its delay is over. */
    public static Bytes upgrade(Bytes codeHash) {
        return Cells.boc(Cells.message(UPGRADE).storeBytes(codeHash.toArray()));
    }

    static Cell endpoint(String text) {
        var bytes = Bytes.ofUtf8(text);
        if (bytes.length() < 1 || bytes.length() > MAX_ENDPOINT_BYTES) {
            throw new IllegalArgumentException(
                    "an endpoint has 1 to " + MAX_ENDPOINT_BYTES + " bytes: " + text);
        }
        return Cells.begin().storeBytes(bytes.toArray()).endCell();
    }
}
