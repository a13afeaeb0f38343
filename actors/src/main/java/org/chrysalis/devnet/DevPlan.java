package org.chrysalis.devnet;

import org.chrysalis.contract.Terms;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

/**
 * What a dev network is to be like.
 *
 * @param networkId of its embedded chain
 * @param workers that belong to the operator, at least 1
 * @param modelName what apps ask for
 * @param modelHash 32 bytes, the only model its Registry allows
 * @param terms the only version, 1
 * @param walletBalance what each wallet has at genesis
 * @param deposit of each channel
 */
public record DevPlan(
        int networkId,
        int workers,
        String modelName,
        Bytes modelHash,
        Terms terms,
        Nanoton walletBalance,
        Nanoton stake,
        Nanoton deposit) {

    /** "CHRY": no public network's id. */
    public static final int NETWORK_ID = 0x4348_5259;

    private static final long CLOSE_DELAY_SECONDS = 3_600;

    /** 0.2 TON per million weighted tokens, of which the worker gets 0.15; a completion token
     * weighs three prompt tokens, since it costs a pass of its own. */
    public static DevPlan standard(int workers, String modelName, Bytes modelHash) {
        var terms = new Terms(
                0,
                Nanoton.of(200_000_000),
                Nanoton.of(150_000_000),
                new Terms.Multipliers(10_000, 1_000, 30_000, 30_000),
                Nanoton.ton(10),
                Nanoton.ton(1),
                Nanoton.ton(1),
                CLOSE_DELAY_SECONDS,
                CLOSE_DELAY_SECONDS);
        return new DevPlan(
                NETWORK_ID,
                workers,
                modelName,
                modelHash,
                terms,
                Nanoton.ton(100),
                Nanoton.ton(10),
                Nanoton.ton(5));
    }
}
