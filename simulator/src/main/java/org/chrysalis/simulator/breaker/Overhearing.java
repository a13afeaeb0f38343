package org.chrysalis.simulator.breaker;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.chain.Chain;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.simulator.scenario.Wiring;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The vouchers that went over any wire: whoever holds one may cash it. */
final class Overhearing implements Wiring.Taps {

    private final Wiring.Taps inner;
    private final Map<Address, Voucher> highest = new TreeMap<>();
    private final Map<Address, Voucher> former = new TreeMap<>();

    Overhearing(Wiring.Taps inner) {
        this.inner = inner;
    }

    /** The highest one of a channel's last epoch. */
    Optional<Voucher> of(Address channel) {
        return Optional.ofNullable(highest.get(channel));
    }

    /** The highest one of the epoch before that. */
    Optional<Voucher> former(Address channel) {
        return Optional.ofNullable(former.get(channel));
    }

    @Override
    public Chain chain(String node, Chain chain) {
        return inner.chain(node, chain);
    }

    @Override
    public Link link(String node, Link link) {
        return inner.link(node, new Link() {
            @Override
            public void listen(ActorRef<? super Event> guardian) {
                link.listen(guardian);
            }

            @Override
            public void send(NodeId to, Wire message) {
                hear(message);
                link.send(to, message);
            }
        });
    }

    private void hear(Wire message) {
        if (message instanceof Wire.Ask ask) {
            hear(ask.voucher());
        } else if (message instanceof Wire.Step step) {
            hear(step.voucher());
        } else if (message instanceof Wire.Grant grant) {
            hear(grant.voucher());
        } else if (message instanceof Wire.Paid paid) {
            hear(paid.voucher());
        }
    }

    private void hear(Voucher voucher) {
        of(voucher.channel())
                .filter(last -> last.epoch() < voucher.epoch())
                .ifPresent(last -> former.put(voucher.channel(), last));
        highest.merge(voucher.channel(), voucher, Overhearing::higher);
    }

    private static Voucher higher(Voucher one, Voucher other) {
        boolean newer = other.epoch() > one.epoch();
        boolean more = other.epoch() == one.epoch() && other.total().isMoreThan(one.total());
        return newer || more ? other : one;
    }
}
