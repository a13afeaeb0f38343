package org.chrysalis.ton;

import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellBuilder;

import java.math.BigInteger;

/**
 * What the proxy says one attempt came to, signed, to one of its two sides (PAYMENTS §4). Two of
 * one {@link Subject} that differ in the rest prove a fraud.
 *
 * @param signature Ed25519 by the proxy's signing key over the root cell's hash
 */
public record Statement(Subject subject, Figures figures, Bytes signature) {

    /**
     * What the statement is about.
     *
     * @param channel the addressee's own channel
     * @param epoch u32, of that channel
     * @param life 16 bytes, drawn at each recovery of the account that signs. A signer that lost a
     *     record may sign one request again in another life: only two of one life prove a fraud
     * @param request 32 bytes: to a client SHA-256(request id ‖ attempt), to a worker env_hash
     */
    public record Subject(Side side, Address channel, long epoch, Bytes life, Bytes request) {}

    /** Of a life. */
    public static final int LIFE_BYTES = 16;

    /** To whom; each side has an opcode of its own. */
    public enum Side {
        CLIENT(0x5354_4343L), // "STCC"
        WORKER(0x5354_5757L); // "STWW"

        private final long opcode;

        Side(long opcode) {
            this.opcode = opcode;
        }
    }

    /**
     * @param fresh prompt tokens evaluated; this and the next three are u32
     * @param cached prompt tokens found in the cache
     * @param visible completion tokens of the answer
     * @param reasoning completion tokens before the answer
     * @param amount of this attempt
     * @param total of the channel's epoch, this attempt included
     * @param seq u64 within the channel's epoch; the higher one wins
     */
    public record Figures(
            long fresh,
            long cached,
            long visible,
            long reasoning,
            Nanoton amount,
            Nanoton total,
            long seq) {}

    public static Statement sign(int network, Subject subject, Figures figures, SigningKey proxy) {
        return new Statement(subject, figures, proxy.sign(hash(network, subject, figures)));
    }

    public boolean verifies(int network, Bytes proxyKey) {
        return SigningKey.verifies(proxyKey, hash(network, subject, figures), signature);
    }

    /** The cell whose hash is signed, as a bag of cells: for a proof of fraud. */
    public Bytes root(int network) {
        return Cells.boc(root(network, subject, figures));
    }

    private static Bytes hash(int network, Subject subject, Figures figures) {
        return Cells.hash(root(network, subject, figures));
    }

    private static Cell root(int network, Subject subject, Figures figures) {
        return CellBuilder.beginCell()
                .storeUint(subject.side().opcode, 32)
                .storeInt(network, 32)
                .storeAddress(subject.channel().toTon4j())
                .storeUint(subject.epoch(), 32)
                .storeBytes(subject.life().toArray())
                .storeBytes(subject.request().toArray())
                .storeRef(rest(figures))
                .endCell();
    }

    private static Cell rest(Figures figures) {
        return CellBuilder.beginCell()
                .storeUint(figures.fresh(), 32)
                .storeUint(figures.cached(), 32)
                .storeUint(figures.visible(), 32)
                .storeUint(figures.reasoning(), 32)
                .storeCoins(BigInteger.valueOf(figures.amount().value()))
                .storeCoins(BigInteger.valueOf(figures.total().value()))
                .storeUint(figures.seq(), 64)
                .endCell();
    }
}
