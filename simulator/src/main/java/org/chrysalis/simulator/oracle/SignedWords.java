package org.chrysalis.simulator.oracle;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All that nodes signed and sent about money, as the wire saw it: what the chain may act upon. */
public final class SignedWords {

    private record Epoch(Address channel, long number) {}

    /** Whether a key has signed a voucher: dear to find out, and asked again and again. */
    private record Signer(Voucher voucher, Bytes key) {}

    private final int networkId;
    private final Map<Epoch, Set<Voucher>> vouchers = new LinkedHashMap<>();
    private final Map<Signer, Boolean> signers = new LinkedHashMap<>();
    private final Set<CloseTogether> halves = new LinkedHashSet<>();
    private final Set<Withdrawal> withdrawals = new LinkedHashSet<>();

    SignedWords(int networkId) {
        this.networkId = networkId;
    }

    void note(Wire message) {
        switch (message) {
            case Wire.Ask ask -> add(ask.voucher());
            case Wire.Step step -> add(step.voucher());
            case Wire.Grant grant -> add(grant.voucher());
            case Wire.Paid paid -> add(paid.voucher());
            case Wire.Shown shown -> shown.vouchers().forEach(this::add);
            case Wire.Parting(var half) -> halves.add(half);
            case Wire.Withdrawing(var agreed) -> withdrawals.add(agreed);
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> {}
        }
    }

    private void add(Voucher voucher) {
        vouchers.computeIfAbsent(
                        new Epoch(voucher.channel(), voucher.epoch()), _ -> new LinkedHashSet<>())
                .add(voucher);
    }

    /** All of them, also those that are nobody's. */
    public List<Voucher> vouchers() {
        var all = new ArrayList<Voucher>();
        vouchers.values().forEach(all::addAll);
        return all;
    }

    /** All that a payee was seen to agree to, also what it did not sign. */
    public List<Withdrawal> withdrawals() {
        return new ArrayList<>(withdrawals);
    }

    /** The vouchers of a channel's epoch that {@code key} signed, from the highest on. */
    public Stream<Voucher> of(Address channel, long epoch, Bytes key) {
        return vouchers.getOrDefault(new Epoch(channel, epoch), Collections.emptySet()).stream()
                .sorted(Comparator.comparing(Voucher::total).reversed())
                .filter(one -> isOf(one, key));
    }

    private boolean isOf(Voucher voucher, Bytes key) {
        return signers.computeIfAbsent(
                new Signer(voucher, key), _ -> voucher.verifies(networkId, key));
    }

    /** The highest total of a channel's epoch that {@code key} signed. */
    public Nanoton highest(Address channel, long epoch, Bytes key) {
        return of(channel, epoch, key).map(Voucher::total).findFirst().orElse(Nanoton.ZERO);
    }

    /** The highest total of them that is not above {@code most}. */
    Nanoton highest(Address channel, long epoch, Bytes key, Nanoton most) {
        return vouchers.getOrDefault(new Epoch(channel, epoch), Collections.emptySet()).stream()
                .filter(one -> !one.total().isMoreThan(most))
                .sorted(Comparator.comparing(Voucher::total).reversed())
                .filter(one -> isOf(one, key))
                .findFirst()
                .map(Voucher::total)
                .orElse(Nanoton.ZERO);
    }

    /** Whether {@code key} agreed to end the epoch at this. */
    public boolean isAgreed(Address channel, long epoch, Nanoton total, Bytes key) {
        return halves.stream()
                .anyMatch(half -> half.channel().equals(channel)
                        && half.epoch() == epoch
                        && half.total().equals(total)
                        && half.verifies(networkId, key));
    }

    /** What {@code key} agreed to end the epoch at. */
    List<Nanoton> agreed(Address channel, long epoch, Bytes key) {
        return halves.stream()
                .filter(half -> half.channel().equals(channel) && half.epoch() == epoch)
                .filter(half -> half.verifies(networkId, key))
                .map(CloseTogether::total)
                .toList();
    }

    /** Whether the payee agreed to a deposit of at most this, with that nonce, and still does. */
    boolean isWithdrawable(
            Address channel, long epoch, long nonce, Nanoton deposited, long now, Bytes payee) {
        return withdrawals.stream()
                .anyMatch(one -> one.channel().equals(channel)
                        && one.epoch() == epoch
                        && one.nonce() == nonce
                        && !one.deposited().isMoreThan(deposited)
                        && now <= one.validUntil()
                        && one.verifies(networkId, payee));
    }
}
