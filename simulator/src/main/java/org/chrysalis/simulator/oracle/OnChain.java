package org.chrysalis.simulator.oracle;

import org.chrysalis.chain.SandboxChain;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Nanoton;

import java.time.Instant;
import java.util.function.Supplier;

/** What the chain says of one channel, now. */
interface OnChain {

    ChannelState state();

    Nanoton balance();

    /** Chain time in seconds. */
    long now();

    /** Of a block that would end now: the last one may be long ago. */
    default long present() {
        return now();
    }

    /** What so much gas costs. */
    Nanoton gas(long amount);

    static OnChain of(SandboxChain core, Party party, Supplier<Instant> clock) {
        return new OnChain() {
            @Override
            public ChannelState state() {
                return ChannelState.read(core.account(party.address()), party.channel());
            }

            @Override
            public Nanoton balance() {
                return core.account(party.address()).balance();
            }

            @Override
            public long now() {
                return core.head(0).unixSeconds();
            }

            @Override
            public long present() {
                return core.head(clock.get().getEpochSecond()).unixSeconds();
            }

            @Override
            public Nanoton gas(long amount) {
                return core.prices(now()).gas(amount);
            }
        };
    }
}
