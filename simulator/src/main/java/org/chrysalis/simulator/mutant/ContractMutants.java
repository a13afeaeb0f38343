package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.breaker.Situation;
import org.chrysalis.simulator.mutant.Mutant.Change;

import java.util.List;

/**
 * Bugs in the contracts. A network that is founded while one is planted runs on the changed
 * contract, whose code the build has compiled; its nodes and its registry take that for their own.
 */
final class ContractMutants {

    private static final String CONTRACTS = "org.chrysalis.contract.";

    static final List<Mutant> ALL = List.of(
            channel(
                            "channel-cashes-any-epoch",
                            "A voucher of an epoch that is over is cashed in a later one.",
                            "S10",
                            "S11",
                            "S4")
                    .shownIn(Situation.PROBED_CHAIN),
            channel(
                    "channel-pays-totals-again",
                    "A Cash pays its whole total, whatever was cashed before.",
                    "S10",
                    "S4"),
            channel(
                            "channel-finishes-close-early",
                            "A close is finished before its delay is over: what was earned is"
                                    + " lost.",
                            "S15",
                            "S16")
                    .shownIn(Situation.PROBED_CHAIN),
            channel(
                    "channel-withdraws-twice",
                    "A withdrawal that was agreed once is executed as often as it is sent.",
                    "S10"),
            channel(
                            "channel-withdraws-unsigned",
                            "A payer withdraws without the payee's signature.",
                            "S11",
                            "S16")
                    .shownIn(Situation.PROBED_CHAIN),
            channel(
                    "channel-keeps-the-rest",
                    "At the end of an epoch what was cashed is taken off the payer's rest once"
                            + " more.",
                    "S15"),
            new Mutant(
                    "stake-leaves-at-once",
                    "A proxy's stake is free as soon as the proxy takes its leave.",
                    List.of("S14"),
                    List.of(new Change(
                            CONTRACTS + "Contracts",
                            "proxy()",
                            new Edit.ReturnPlanted("code", "stake-leaves-at-once")))));

    private ContractMutants() {}

    /** All who read what the code of this build is: constants of it may be there already. */
    private static Mutant channel(String name, String bug, String... breaks) {
        var code = new Edit.ReturnPlanted("code", name);
        var ids = new Edit.ReturnPlanted("ids", name);
        var own = new Edit.ReadInstead("ChannelCode.OWN", "channel", name);
        var listed = new Edit.ReadInstead("ChannelCodes.OWN", "channels", name);
        return new Mutant(
                name,
                bug,
                List.of(breaks),
                List.of(
                        new Change(CONTRACTS + "Contracts", "channel()", code),
                        new Change(CONTRACTS + "Contracts", "channelCodes()", ids),
                        new Change(CONTRACTS + "ChannelCode", "compiled()", own),
                        new Change(
                                "org.chrysalis.devnet.DevNetwork", "initialRegistry()", listed)));
    }
}
