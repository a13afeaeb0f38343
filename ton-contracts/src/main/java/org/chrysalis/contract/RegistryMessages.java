package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;

/** Bodies of the messages that the registry understands; all of them from its owner only. */
public final class RegistryMessages {

    static final long OPEN = 0x4f50_5247L; // "OPRG"
    static final long PUBLISH_PROXY = 0x5055_5052L; // "PUPR"
    static final long RETRACT_PROXY = 0x5254_5052L; // "RTPR"

    private static final int MAX_ENDPOINT_BYTES = 120;

    private RegistryMessages() {}

    /** Once, with the storage reserve. */
    public static Bytes open() {
        return Cells.boc(Cells.message(OPEN));
    }

    /** Adds a proxy, or replaces it; takes effect after the addition delay. */
    public static Bytes publishProxy(Bytes signingKey, Address contract, String endpoint) {
        Checks.key(signingKey);
        return Cells.boc(Cells.message(PUBLISH_PROXY)
                .storeBytes(signingKey.toArray())
                .storeAddress(contract.toTon4j())
                .storeRef(endpoint(endpoint)));
    }

    /** Removes a proxy at once. */
    public static Bytes retractProxy(Bytes signingKey) {
        Checks.key(signingKey);
        return Cells.boc(Cells.message(RETRACT_PROXY).storeBytes(signingKey.toArray()));
    }

    static Cell endpoint(String text) {
        var bytes = Bytes.ofUtf8(text);
        if (bytes.length() > MAX_ENDPOINT_BYTES) {
            throw new IllegalArgumentException(
                    "an endpoint has at most " + MAX_ENDPOINT_BYTES + " bytes: " + text);
        }
        return Cells.begin().storeBytes(bytes.toArray()).endCell();
    }
}
