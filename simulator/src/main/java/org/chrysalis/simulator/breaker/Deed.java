package org.chrysalis.simulator.breaker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One thing that an app, an owner or a stranger does. Times are virtual milliseconds since the
 * faults' phase began, amounts are nanoton. Any of them may be left out.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "deed")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Deed.Ask.class, name = "ask"),
    @JsonSubTypes.Type(value = Deed.Wish.class, name = "wish"),
    @JsonSubTypes.Type(value = Deed.Cash.class, name = "cash"),
    @JsonSubTypes.Type(value = Deed.Pay.class, name = "pay"),
    @JsonSubTypes.Type(value = Deed.Fetch.class, name = "fetch"),
    @JsonSubTypes.Type(value = Deed.FetchFormer.class, name = "fetch-former"),
    @JsonSubTypes.Type(value = Deed.WithdrawAlone.class, name = "withdraw-alone"),
    @JsonSubTypes.Type(value = Deed.Finish.class, name = "finish"),
    @JsonSubTypes.Type(value = Deed.OwnerCloses.class, name = "owner-closes"),
    @JsonSubTypes.Type(value = Deed.OwnerFunds.class, name = "owner-funds")
})
public sealed interface Deed {

    long at();

    /**
     * An app asks.
     *
     * @param words of its question
     * @param tokens that it wants at most
     * @param maxCoefficient per mille; 0 for the client's own limit
     * @param patience milliseconds until it cancels; 0 if it never does
     */
    record Ask(
            long at,
            String client,
            String model,
            int words,
            long tokens,
            long maxCoefficient,
            long patience)
            implements Deed {}

    /**
     * A client's owner wants something of the channel.
     *
     * @param figure of a withdrawal, per mille of the deposit that are left; of a top-up, the
     *     amount; else nothing
     */
    record Wish(long at, String client, Want want, long figure) implements Deed {}

    /** What an owner may want. */
    enum Want {
        CLOSE_TOGETHER,
        WITHDRAW,
        TOP_UP,
        SET_KEY,
        REQUEST_CLOSE
    }

    /** A proxy's or worker's operator has it cashed, whatever it costs. */
    record Cash(long at, String node) implements Deed {}

    /** A client's wallet tops the channel up, without its node. */
    record Pay(long at, String client, long amount) implements Deed {}

    /** A stranger cashes the highest voucher that anybody sent of this node's channel. */
    record Fetch(long at, String node) implements Deed {}

    /** A stranger cashes the highest voucher of an epoch of this node's channel that is over. */
    record FetchFormer(long at, String node) implements Deed {}

    /** A client's wallet withdraws half of its deposit, to which its proxy has not agreed. */
    record WithdrawAlone(long at, String client) implements Deed {}

    /** A stranger finishes a close of this node's channel, be it too early. */
    record Finish(long at, String node) implements Deed {}

    /** The proxies' owner closes a worker's channel. */
    record OwnerCloses(long at, String worker) implements Deed {}

    /** The proxies' owner pays into a worker's channel. */
    record OwnerFunds(long at, String worker, long amount) implements Deed {}
}
