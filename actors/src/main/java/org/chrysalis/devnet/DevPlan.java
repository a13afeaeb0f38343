package org.chrysalis.devnet;

import org.chrysalis.contract.Terms;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a dev network is to be like.
 *
 * @param networkId of its embedded chain
 * @param proxies of the operator, at least 1
 * @param clients at least 1; they belong to the proxies in turn
 * @param workers at least 1; they belong to the proxies in turn
 * @param models the names that apps ask for, with the 32 bytes' hashes that its Registry allows;
 *     each proxy's workers run them in turn
 * @param terms the only version, 1
 * @param walletBalance what each wallet has at genesis
 * @param deposit of each channel
 * @throws IllegalArgumentException if there is none of something
 */
public record DevPlan(
        int networkId,
        int proxies,
        int clients,
        int workers,
        SortedMap<String, Bytes> models,
        Terms terms,
        Nanoton walletBalance,
        Nanoton stake,
        Nanoton deposit) {

    /** "CHRY": no public network's id. */
    public static final int NETWORK_ID = 0x4348_5259;

    private static final long CLOSE_DELAY_SECONDS = 3_600;

    public DevPlan {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        if (proxies < 1 || clients < 1 || workers < 1 || models.isEmpty()) {
            throw new IllegalArgumentException("a network has at least one proxy, client, worker"
                    + " and model, not " + proxies + ", " + clients + ", " + workers + " and "
                    + models.size());
        }
    }

    /** One proxy, one client, and one model. */
    public static DevPlan standard(int workers, String modelName, Bytes modelHash) {
        var models = new TreeMap<String, Bytes>();
        models.put(modelName, modelHash);
        return standard(1, 1, workers, models);
    }

    /** 0.2 TON per million weighted tokens, of which the worker gets 0.15; a completion token
     * weighs three prompt tokens, since it costs a pass of its own. */
    public static DevPlan standard(
            int proxies, int clients, int workers, SortedMap<String, Bytes> models) {
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
                proxies,
                clients,
                workers,
                models,
                terms,
                Nanoton.ton(100),
                Nanoton.ton(10),
                Nanoton.ton(5));
    }

    /** The same with another deposit in each channel. */
    public DevPlan withDeposit(Nanoton other) {
        return new DevPlan(
                networkId, proxies, clients, workers, models, terms, walletBalance, stake, other);
    }

    /** The name of the model that the worker of that index runs. */
    public String model(int worker) {
        return models.keySet().stream()
                .skip(worker / proxies % models.size())
                .findFirst()
                .orElseThrow();
    }

    /** The first model's, 32 bytes. */
    public Bytes modelHash() {
        return models.get(model(0));
    }
}
