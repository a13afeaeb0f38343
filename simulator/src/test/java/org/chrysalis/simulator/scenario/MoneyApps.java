package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;

import org.chrysalis.client.Answer;
import org.chrysalis.client.Call;
import org.chrysalis.money.Usage;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What apps asked, and what they were told that they paid; their prices are computed here anew. */
final class MoneyApps {

    /** Nanoton for a thousandth of a weighted token: {@link DearNetwork}'s. */
    private static final BigDecimal DEAR = BigDecimal.valueOf(1_000_000);

    /** One of them. */
    record Asked(Prompt prompt, List<Answer> answers, int life) {

        Optional<RequestKey> key() {
            return accepted().map(Answer.Accepted::key);
        }

        Optional<Answer.Accepted> accepted() {
            return of(Answer.Accepted.class);
        }

        private <T> Optional<T> of(Class<T> kind) {
            return answers.stream().filter(kind::isInstance).map(kind::cast).findFirst();
        }

        boolean hasEnded() {
            return of(Answer.Completed.class).isPresent()
                    || of(Answer.Failed.class).isPresent();
        }
    }

    private final SimulatedNetwork network;
    private final SimulationLoop loop;
    private final Consumer<String> violations;
    private final List<Asked> all = new ArrayList<>();

    MoneyApps(SimulatedNetwork network, SimulationLoop loop, Consumer<String> violations) {
        this.network = network;
        this.loop = loop;
        this.violations = violations;
    }

    /** @param life of the client: what was asked in one before may have no end */
    Asked ask(long tokens, long maxCoefficient, int life) {
        var prompt = prompt("Why? " + "And why? ".repeat(all.size() % 7), tokens);
        var answers = network.ask(SimulatedNetwork.MODEL, prompt, maxCoefficient);
        all.add(new Asked(prompt, answers, life));
        return all.getLast();
    }

    void cancel(Asked one) {
        one.accepted()
                .ifPresent(accepted -> loop.inside(() -> {
                    accepted.call().tell(new Call.Cancel());
                    return accepted;
                }));
    }

    /** Those that were answered to the end. */
    int completed() {
        return (int) all.stream()
                .filter(one -> one.of(Answer.Completed.class).isPresent())
                .count();
    }

    /** Once all has come to rest. */
    void assertTold(SignedWords words, MoneyJournals journals, int life) {
        for (var one : all) {
            long ends = one.answers().stream()
                    .filter(answer ->
                            answer instanceof Answer.Completed || answer instanceof Answer.Failed)
                    .count();
            require(ends <= 1, "an app heard " + ends + " ends of " + one);
            require(ends == 1 || one.life() < life, "an app heard no end of " + one);
            one.key().ifPresent(key -> {
                var charged = journals.charged(key.subject());
                told(one, charged);
                bounded(one, words.bought(key), charged.orElse(Nanoton.ZERO));
            });
        }
    }

    private void told(Asked one, Optional<Nanoton> charged) {
        var completed = one.of(Answer.Completed.class);
        completed.ifPresent(end -> {
            require(
                    end.cost().equals(price(end.usage(), 1_000, RoundingMode.CEILING)),
                    "S13: another price than " + end);
            require(
                    end.statements().isEmpty() || charged.equals(Optional.of(end.cost())),
                    "an app was told " + end.cost() + ", and was charged " + charged);
            require(
                    !charged.orElse(end.cost()).isMoreThan(end.cost()),
                    "an app counted " + end.cost() + ", and was charged " + charged);
        });
        var failed = one.of(Answer.Failed.class);
        failed.filter(end -> !isUncertain(end.refusal())).ifPresent(end -> {
            require(
                    charged.orElse(Nanoton.ZERO).equals(end.cost()),
                    "an app was told " + end + ", and was charged " + charged);
        });
    }

    /** The app's node had lost the proxy or its books, and does not know what it costs yet. */
    private static boolean isUncertain(Refusal refusal) {
        return refusal instanceof Refusal.ProxyLost
                || refusal instanceof Refusal.BooksUnavailable
                || refusal instanceof Refusal.Cancelled;
    }

    /** S5: no more than was bought for it, at the highest price that the client takes. */
    private void bounded(Asked one, long bought, Nanoton charged) {
        var most = Usage.ofPrompt(one.prompt().tokenBound(), 0).withCompletion(bought, 0);
        require(
                !charged.isMoreThan(price(most, 2_000, RoundingMode.CEILING)),
                "S5: " + charged + " for " + bought + " tokens at most of " + one);
    }

    /** @param coefficient per mille */
    static Nanoton price(Usage usage, long coefficient, RoundingMode rounding) {
        var thousandths = BigDecimal.valueOf(
                usage.fresh() * 1_000 + usage.cached() * 100 + usage.completion() * 3_000);
        var nanoton = thousandths
                .multiply(DEAR)
                .multiply(BigDecimal.valueOf(coefficient))
                .divide(BigDecimal.valueOf(1_000_000), 0, rounding);
        return Nanoton.of(nanoton.longValueExact());
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.accept(otherwise);
        }
    }
}
