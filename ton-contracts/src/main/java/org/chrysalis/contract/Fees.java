package org.chrysalis.contract;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.ton.Nanoton;

import java.util.Optional;

/**
 * What to attach to a message besides the money it is about. The contracts compute the real fees
 * from the network's own prices, refuse what is too little (exit 700), and return the excess: so
 * the same formulas stand here as in fees.tolk, with half of it besides, for prices may rise while
 * a message is on its way.
 *
 * @param prices of the network
 * @param times more than that, after a message was refused for too little
 */
public record Fees(FeePrices prices, int times) {

    /** At mainnet's prices of April 2026. */
    public static final Fees KNOWN = new Fees(FeePrices.KNOWN, 1);

    /** Gas, bits and cells: fees.tolk's. */
    private static final long GAS_TOP_UP = 7_000;

    private static final long GAS_CASH = 10_000;
    private static final long GAS_REQUEST_CLOSE = 6_000;
    private static final long GAS_FINISH_CLOSE = 8_000;
    private static final long GAS_WITHDRAW = 10_000;
    private static final long GAS_SET_KEY = 7_000;
    private static final long GAS_CLOSE_TOGETHER = 14_000;
    private static final long GAS_PAID = 6_000;
    private static final long GAS_REFUNDED = 2_000;
    private static final long GAS_OPEN = 4_000;
    private static final long GAS_FUND = 19_000;
    private static final long GAS_ORDER = 8_000;
    private static final long FIVE_YEARS = 5 * 365 * 24 * 3_600L;
    private static final long CHANNEL_BITS = 21_000;
    private static final long CHANNEL_CELLS = 40;
    private static final long PROXY_BITS = 29_000;
    private static final long PROXY_CELLS = 65;
    private static final long REGISTRY_BITS = 60_000;
    private static final long REGISTRY_CELLS = 150;
    private static final long ENTRY_BITS = 2_000;
    private static final long ENTRY_CELLS = 5;
    private static final long PLAN_BITS = 33;
    private static final long REGISTER_BITS = 3_000;
    private static final long REGISTER_CELLS = 5;
    private static final long IDENTITY_BITS = 2_000;
    private static final long IDENTITY_CELLS = 3;

    /** More than any message of an owner takes, with all that follows from it. */
    private static final long GAS_CALL = 20_000;

    /** The same of one that adds to a registry's dictionaries. */
    private static final long GAS_ADDITION = 30_000;

    /** To look at one more cell of a code (TVM: the first load of a cell). */
    private static final long GAS_CELL = 100;

    /** Of Wallet V5R1 with one transfer: measured 4,939 and 300 more for each one besides. */
    private static final long GAS_WALLET = 6_000;

    /** An external message with one transfer, a voucher in it. */
    private static final long EXTERNAL_BITS = 3_000;

    private static final long EXTERNAL_CELLS = 5;

    /** A message is there after that at the latest, or its wallet does not take it any more. */
    private static final long ON_ITS_WAY_SECONDS = 600;

    private static final long CHEAPEST = 100;
    private static final long DEAREST = 1_000;

    /** After so many refusals for too little, more is not the remedy. */
    private static final int MOST_TIMES = 8;

    public Fees {
        if (times < 1 || times > MOST_TIMES) {
            throw new IllegalArgumentException("fees times " + times);
        }
    }

    /**
     * At the prices that a network says it has.
     *
     * @throws UnusualPrices outside a hundredth to a thousand times of {@link FeePrices#KNOWN}
     */
    public static Fees of(FeePrices live) {
        var known = FeePrices.KNOWN;
        believe("flat gas limit", live.flatGas(), known.flatGas());
        believe("flat gas price", live.flatGasPrice(), known.flatGasPrice());
        believe("gas price", live.gasPrice(), known.gasPrice());
        believe("price of a message", live.lumpPrice(), known.lumpPrice());
        believe("price of a message's bit", live.bitPrice(), known.bitPrice());
        believe("price of a message's cell", live.cellPrice(), known.cellPrice());
        believe("price of a stored bit", live.storageBit(), known.storageBit());
        believe("price of a stored cell", live.storageCell(), known.storageCell());
        return new Fees(live, 1);
    }

    private static void believe(String price, long live, long known) {
        if (live < (known + CHEAPEST - 1) / CHEAPEST || live > known * DEAREST) {
            throw new UnusualPrices(price, live, known);
        }
    }

    /** What to try after a refusal for too little: none after three. */
    public static Optional<Integer> twice(int times) {
        return times < MOST_TIMES ? Optional.of(2 * times) : Optional.empty();
    }

    /** With the registry's storage reserve of five years. */
    public Nanoton openRegistryValue() {
        var reserve = prices.storage(FIVE_YEARS, REGISTRY_BITS, REGISTRY_CELLS);
        return attached(reserve.plus(prices.gas(GAS_CALL)).plus(excess()));
    }

    /** With the storage reserve of five years; the excess stays as working money. */
    public Nanoton openProxyValue(Nanoton stake) {
        var reserve = prices.storage(FIVE_YEARS, PROXY_BITS, PROXY_CELLS);
        return stake.plus(attached(reserve.plus(prices.gas(GAS_OPEN))));
    }

    /** For what an owner tells a registry or a proxy's contract. */
    public Nanoton callValue() {
        return attached(prices.gas(GAS_CALL).plus(identity()).plus(excess()).plus(excess()));
    }

    /** With five years' rent of one more entry of a registry, or a large message. */
    public Nanoton additionValue() {
        var rent = prices.storage(FIVE_YEARS, ENTRY_BITS, ENTRY_CELLS);
        var forward = prices.forward(REGISTER_BITS, REGISTER_CELLS);
        return attached(prices.gas(GAS_ADDITION)
                .plus(rent)
                .plus(forward)
                .plus(forward)
                .plus(excess())
                .plus(excess()));
    }

    /** With five years' rent of a code that a registry holds beside its own. */
    public Nanoton planUpgradeValue(Code next) {
        var size = StoredSize.of(next.cell());
        var rent = prices.storage(FIVE_YEARS, size.bits() + PLAN_BITS, size.cells());
        var gas = prices.gas(GAS_CALL + GAS_CELL * size.cells());
        return attached(gas.plus(rent).plus(excess()));
    }

    /** With the channel's storage reserve of five years, which is needed once. */
    public Nanoton topUpValue(Nanoton amount) {
        return amount.plus(attached(topUp()));
    }

    /**
     * For a worker's channel that is not there yet: with its code, and its storage reserve; the
     * amount itself comes out of the contract.
     */
    public Nanoton fundNewValue() {
        var code = prices.forward(CHANNEL_BITS + IDENTITY_BITS, CHANNEL_CELLS + IDENTITY_CELLS);
        return attached(prices.gas(GAS_FUND).plus(code).plus(topUp()).plus(excess()));
    }

    /**
     * For a worker's channel that is there.
     *
     * @param reserve what it lacks
     */
    public Nanoton fundValue(Nanoton reserve) {
        return attached(prices.gas(GAS_FUND)
                .plus(excess())
                .plus(reserve)
                .plus(prices.gas(GAS_TOP_UP))
                .plus(excess())
                .plus(excess()));
    }

    /** Five years of a channel's storage. */
    public Nanoton channelReserve() {
        return prices.storage(FIVE_YEARS, CHANNEL_BITS, CHANNEL_CELLS);
    }

    /**
     * What a channel lacks beside what it holds for its two sides: the reserve, and what it owes
     * for its storage until a message is there.
     *
     * @param channel as the chain tells it
     * @param uncashed of its deposit
     * @param unixSeconds chain time
     */
    public Nanoton missingReserve(Account channel, Nanoton uncashed, long unixSeconds) {
        var rent = channel.rent();
        long unpaid = Math.max(0, unixSeconds + ON_ITS_WAY_SECONDS - rent.paidUntil());
        return uncashed.plus(channelReserve())
                .plus(rent.due())
                .plus(prices.storage(unpaid, CHANNEL_BITS, CHANNEL_CELLS))
                .minusOrZero(channel.balance());
    }

    /** The amount itself comes out of the channel. */
    public Nanoton cashValue() {
        return attached(cash());
    }

    public Nanoton withdrawValue() {
        return attached(refund(GAS_WITHDRAW));
    }

    public Nanoton setKeyValue() {
        return attached(prices.gas(GAS_SET_KEY).plus(excess()));
    }

    public Nanoton closeTogetherValue() {
        return attached(closeTogether());
    }

    public Nanoton requestCloseValue() {
        return attached(prices.gas(GAS_REQUEST_CLOSE).plus(excess()));
    }

    public Nanoton finishCloseValue() {
        return attached(refund(GAS_FINISH_CLOSE));
    }

    /** Whatever the order is: none costs a channel more than to close together. */
    public Nanoton orderValue() {
        var forward = prices.forward(2 * 1_023, 2);
        return attached(prices.gas(GAS_ORDER).plus(forward).plus(closeTogether()));
    }

    /** What cashing one voucher takes from the wallet that does it, with the wallet's own fees. */
    public Nanoton cashFee() {
        var external = prices.forward(EXTERNAL_BITS, EXTERNAL_CELLS);
        var transfer = prices.forward(EXTERNAL_BITS, EXTERNAL_CELLS);
        return prices.gas(GAS_WALLET).plus(external).plus(transfer).plus(cash());
    }

    /** What ending an epoch together takes from the proxy's wallet, with the wallet's own fees. */
    public Nanoton partingFee() {
        var external = prices.forward(EXTERNAL_BITS, EXTERNAL_CELLS);
        var transfer = prices.forward(2 * 1_023, 2);
        return prices.gas(GAS_WALLET)
                .plus(external)
                .plus(transfer)
                .plus(prices.gas(GAS_ORDER))
                .plus(transfer)
                .plus(closeTogether());
    }

    private Nanoton topUp() {
        return channelReserve().plus(prices.gas(GAS_TOP_UP)).plus(excess());
    }

    private Nanoton cash() {
        return prices.gas(GAS_CASH).plus(identity()).plus(prices.gas(GAS_PAID)).plus(excess());
    }

    private Nanoton refund(long gas) {
        return prices.gas(gas).plus(identity()).plus(prices.gas(GAS_REFUNDED)).plus(excess());
    }

    private Nanoton closeTogether() {
        return refund(GAS_CLOSE_TOGETHER).plus(identity()).plus(prices.gas(GAS_PAID));
    }

    private Nanoton identity() {
        return prices.forward(IDENTITY_BITS, IDENTITY_CELLS);
    }

    private Nanoton excess() {
        return prices.forward(0, 0);
    }

    private Nanoton attached(Nanoton need) {
        return Nanoton.of((need.value() + need.value() / 2) * times);
    }
}
