package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;

/** Bodies of the messages that the registry understands from its owner. */
public final class RegistryMessages {

    static final long OPEN = 0x4f50_5247L; // "OPRG"
    static final long RETRACT_PROXY = 0x5254_5052L; // "RTPR"

    static final long ADD_CODE = 0x4144_434fL; // "ADCO"

    private static final int MAX_ENDPOINT_BYTES = 120;

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

    static Cell endpoint(String text) {
        var bytes = Bytes.ofUtf8(text);
        if (bytes.length() < 1 || bytes.length() > MAX_ENDPOINT_BYTES) {
            throw new IllegalArgumentException(
                    "an endpoint has 1 to " + MAX_ENDPOINT_BYTES + " bytes: " + text);
        }
        return Cells.begin().storeBytes(bytes.toArray()).endCell();
    }
}
