package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.SigningKey;
import org.ton.ton4j.cell.Cell;

/**
 * Where a proxy says that it is found. The registry believes it of a contract with a stake, and by
 * the signing key: whoever owns a contract that names a foreign key gets nowhere.
 *
 * @param endpoint host and port, 1 to 120 bytes of UTF-8
 * @param signature Ed25519 by the proxy's signing key over {@link #hash}
 */
public record Registration(ProxyIdentity proxy, String endpoint, Bytes signature) {

    private static final long OPCODE = 0x5247_5347L; // "RGSG"

    /** @param network the chain's id, as in Statement */
    public static Registration sign(
            int network, ProxyIdentity proxy, String endpoint, SigningKey key) {
        return new Registration(proxy, endpoint, key.sign(hash(network, proxy, endpoint)));
    }

    /**
     * {@code registration#52475347 network:int32 registry:MsgAddressInt proxy:MsgAddressInt
     * endpoint_hash:bits256}.
     */
    private static Bytes hash(int network, ProxyIdentity proxy, String endpoint) {
        return Cells.hash(Cells.message(OPCODE)
                .storeInt(network, 32)
                .storeAddress(proxy.registry().toTon4j())
                .storeAddress(proxy.address().toTon4j())
                .storeBytes(Cells.hash(cell(endpoint)).toArray())
                .endCell());
    }

    Cell cell() {
        return cell(endpoint);
    }

    private static Cell cell(String endpoint) {
        return RegistryMessages.endpoint(endpoint);
    }
}
