package org.chrysalis.simulator.scenario;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that nodes signed and sent about money, as the wire saw it: what the chain may act upon. */
final class SignedWords {

    private final int networkId;
    private final Set<Voucher> vouchers = new LinkedHashSet<>();
    private final Set<CloseTogether> halves = new LinkedHashSet<>();
    private final Set<Withdrawal> withdrawals = new LinkedHashSet<>();
    private final Map<RequestKey, Long> bought = new TreeMap<>();

    SignedWords(int networkId) {
        this.networkId = networkId;
    }

    /** A link whose messages are noted. */
    Link tap(Link inner) {
        return new Link() {
            @Override
            public void listen(ActorRef<? super Event> guardian) {
                inner.listen(guardian);
            }

            @Override
            public void send(NodeId to, Wire message) {
                note(message);
                inner.send(to, message);
            }
        };
    }

    private void note(Wire message) {
        switch (message) {
            case Wire.Ask ask -> buys(ask.key(), ask.upToTokens(), ask.voucher());
            case Wire.Step step -> buys(step.key(), step.upToTokens(), step.voucher());
            case Wire.Grant grant -> vouchers.add(grant.voucher());
            case Wire.Paid paid -> vouchers.add(paid.voucher());
            case Wire.Shown shown -> vouchers.addAll(shown.vouchers());
            case Wire.Parting(var half) -> halves.add(half);
            case Wire.Withdrawing(var agreed) -> withdrawals.add(agreed);
            default -> {}
        }
    }

    private void buys(RequestKey key, long tokens, Voucher voucher) {
        bought.merge(key, tokens, Math::max);
        vouchers.add(voucher);
    }

    /** Completion tokens that the client paid for, or 0. */
    long bought(RequestKey key) {
        return bought.getOrDefault(key, 0L);
    }

    List<Voucher> vouchers() {
        return new ArrayList<>(vouchers);
    }

    List<Withdrawal> withdrawals() {
        return new ArrayList<>(withdrawals);
    }

    /** The vouchers of a channel's epoch that {@code key} signed. */
    Stream<Voucher> of(Address channel, long epoch, Bytes key) {
        return vouchers.stream()
                .filter(one -> one.channel().equals(channel) && one.epoch() == epoch)
                .filter(one -> one.verifies(networkId, key));
    }

    /** The highest total of a channel's epoch that {@code key} signed. */
    Nanoton highest(Address channel, long epoch, Bytes key) {
        return of(channel, epoch, key).map(Voucher::total).reduce(Nanoton.ZERO, Nanoton::max);
    }

    /** Whether {@code key} agreed to end the epoch at this. */
    boolean isAgreed(Address channel, long epoch, Nanoton total, Bytes key) {
        return halves.stream()
                .anyMatch(half -> half.channel().equals(channel)
                        && half.epoch() == epoch
                        && half.total().equals(total)
                        && half.verifies(networkId, key));
    }
}
