package org.chrysalis.simulator.mutant;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All bugs that can be planted, in the order in which they are hunted. */
public final class Catalogue {

    private static final List<Mutant> ALL = Stream.of(
                    LedgerMutants.ALL,
                    AccountMutants.ALL,
                    AgreementMutants.ALL,
                    AttemptMutants.ALL,
                    PeerMutants.ALL,
                    SessionMutants.ALL,
                    CashingMutants.ALL,
                    SealingMutants.ALL,
                    ContractMutants.ALL)
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}

    public static List<Mutant> all() {
        return ALL;
    }

    public static Optional<Mutant> named(String name) {
        return ALL.stream().filter(mutant -> mutant.name().equals(name)).findFirst();
    }
}
