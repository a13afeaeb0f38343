package org.chrysalis.cluster.codec;

import static org.chrysalis.cluster.codec.Values.amount;
import static org.chrysalis.cluster.codec.Values.bytes;
import static org.chrysalis.cluster.codec.Values.count;
import static org.chrysalis.cluster.codec.Values.fixed;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Debt;
import org.chrysalis.payment.Onward;

import java.util.List;

/** The parts that events and snapshots share. */
final class JournalValues {

    /** Workers that one attempt can have gone through. */
    static final int MOST_WORKERS = 1_024;

    private JournalValues() {}

    /** What another release wrote is refused with what to do about it. */
    static void requireVersion(String what, int version, int known) throws Malformed {
        if (version == known) {
            return;
        }
        var remedy = version > known
                ? "update it"
                : "keep the file, and settle what it holds with the release that wrote it";
        throw new Malformed(what + " of version " + version + "; this Chrysalis reads version "
                + known + ": " + remedy);
    }

    static org.chrysalis.cluster.proto.journal.Attempt attempt(Attempt attempt) {
        var bounds = attempt.bounds();
        return org.chrysalis.cluster.proto.journal.Attempt.newBuilder()
                .setKey(Values.key(attempt.key()))
                .setEnvHash(bytes(attempt.envHash()))
                .setMaxPrompt(bounds.maxPrompt())
                .setMaxOutput(bounds.maxOutput())
                .setMaxCoefficient(bounds.maxCoefficient())
                .setMaxCost(bounds.maxCost().value())
                .setTerms(terms(attempt.terms()))
                .setBought(attempt.bought())
                .build();
    }

    static Attempt attempt(org.chrysalis.cluster.proto.journal.Attempt attempt) throws Malformed {
        var bounds = new Attempt.Bounds(
                count(attempt.getMaxPrompt()),
                count(attempt.getMaxOutput()),
                count(attempt.getMaxCoefficient()),
                amount(attempt.getMaxCost()));
        return Attempt.admitted(
                Values.key(attempt.getKey()),
                fixed(attempt.getEnvHash(), 32),
                bounds,
                terms(attempt.getTerms()),
                count(attempt.getBought()));
    }

    private static org.chrysalis.cluster.proto.journal.Terms terms(Terms terms) {
        var weights = terms.multipliers();
        return org.chrysalis.cluster.proto.journal.Terms.newBuilder()
                .setVersion(terms.version())
                .setPrice(terms.price())
                .setFee(terms.fee())
                .setFresh(weights.prompt())
                .setCached(weights.cached())
                .setVisible(weights.completion())
                .setReasoning(weights.reasoning())
                .build();
    }

    private static Terms terms(org.chrysalis.cluster.proto.journal.Terms terms) throws Malformed {
        try {
            return new Terms(
                    terms.getVersion(),
                    terms.getPrice(),
                    terms.getFee(),
                    new Multipliers(
                            terms.getFresh(),
                            terms.getCached(),
                            terms.getVisible(),
                            terms.getReasoning()));
        } catch (IllegalArgumentException outOfBounds) {
            throw new Malformed("terms out of bounds: " + outOfBounds.getMessage());
        }
    }

    static org.chrysalis.cluster.proto.journal.Onward onward(Onward onward) {
        return org.chrysalis.cluster.proto.journal.Onward.newBuilder()
                .setCompletion(Values.usage(onward.completion()))
                .setCoefficient(onward.coefficient())
                .build();
    }

    static Onward onward(org.chrysalis.cluster.proto.journal.Onward onward) throws Malformed {
        return new Onward(
                Values.usage(onward.getCompletion()), Values.u32(onward.getCoefficient()));
    }

    static List<org.chrysalis.cluster.proto.journal.Debt> debts(List<Debt> debts) {
        return debts.stream()
                .map(debt -> org.chrysalis.cluster.proto.journal.Debt.newBuilder()
                        .setWorkerChannel(Values.address(debt.worker()))
                        .setUsage(Values.usage(debt.usage()))
                        .setAmount(debt.amount().value())
                        .build())
                .toList();
    }

    static List<Debt> owed(List<org.chrysalis.cluster.proto.journal.Debt> debts) throws Malformed {
        return Values.all(
                debts,
                MOST_WORKERS,
                debt -> new Debt(
                        Values.address(debt.getWorkerChannel()),
                        Values.usage(debt.getUsage()),
                        amount(debt.getAmount())));
    }
}
