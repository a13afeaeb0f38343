package org.chrysalis.simulator.oracle;

import org.chrysalis.chain.SandboxChain;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Nanoton;

/** What the chain says of one channel, now. */
interface OnChain {

    ChannelState state();

    Nanoton balance();

    /** Chain time in seconds. */
    long now();

    /** What so much gas costs. */
    Nanoton gas(long amount);

    static OnChain of(SandboxChain core, Party party) {
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
            public Nanoton gas(long amount) {
                return core.prices(now()).gas(amount);
            }
        };
    }
}
