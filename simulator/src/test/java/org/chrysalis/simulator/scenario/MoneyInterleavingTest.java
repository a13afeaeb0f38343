package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.simulator.oracle.ChannelWitness;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Apps, owners, strangers, the chain and the death of nodes in any order on the real guardians and
 * contracts: S1-S4, S10, S11, S14, S15, S17 and S18 of SIMULATOR §5 hold after each transaction; in
 * the end the payee has what was used and the payer the rest. {@code -Dmoney.sequences=200} plays
 * more than CI does, {@code -Dmoney.seed} begins elsewhere; {@code -Dmoney.only=0,3} leaves out all
 * other steps of a sequence.
 */
class MoneyInterleavingTest {

    private static final int SEQUENCES = Integer.getInteger("money.sequences", 6);
    private static final long SEED = Long.getLong("money.seed", 1);
    private static final String ONLY = System.getProperty("money.only", "");

    /** As many have something of each kind. */
    private static final int ENOUGH = 6;

    private int answers;
    private int cashings;
    private int withdrawals;
    private int ends;

    @Test
    void whateverHappensToItNobodysMoneyIsLost() {
        var failed = new ArrayList<Throwable>();
        for (long seed = SEED; seed < SEED + SEQUENCES; seed++) {
            new Sequence(seed).play(failed);
        }
        if (!failed.isEmpty()) {
            var all = failed.stream().map(Throwable::getMessage).collect(Collectors.joining("\n"));
            throw new AssertionError(
                    failed.size() + " of " + SEQUENCES + " sequences failed:\n" + all,
                    failed.getFirst());
        }
        if (SEQUENCES >= ENOUGH) {
            assertSomethingHappened();
        }
    }

    /** Answers, payments out of open epochs, and epochs that ended before the last step. */
    private void assertSomethingHappened() {
        var what = answers + " answers, " + cashings + " cashings, " + withdrawals
                + " withdrawals, " + ends + " ends";
        assertTrue(answers >= SEQUENCES, what);
        assertTrue(cashings >= SEQUENCES, what);
        assertTrue(withdrawals > 0, what);
        assertTrue(ends > SEQUENCES, what);
    }

    private void count(MoneyPlay play) {
        answers += play.completed();
        for (var channel : play.oracles.channels()) {
            cashings += channel.cashings();
            withdrawals += channel.withdrawals();
            ends += channel.ended().size();
        }
    }

    /** One life of a network. */
    private final class Sequence {

        private final long seed;
        private final Seed chance;
        private final int workers;
        private final List<MoneyStep> steps;
        private String at = "founding";

        Sequence(long seed) {
            this.seed = seed;
            this.chance = Seed.of(seed).fork("money");
            this.workers = 1 + chance.below(2);
            this.steps = MoneyStep.draw(chance, workers, 8 + chance.below(14));
        }

        void play(List<Throwable> failed) {
            try {
                play();
            } catch (AssertionError | RuntimeException failure) {
                failed.add(new AssertionError(
                        "-Dmoney.seed=" + seed + " -Dmoney.sequences=1: " + failure.getMessage()
                                + ", " + at + " of " + steps,
                        failure));
            }
        }

        private void play() {
            var play = new MoneyPlay(seed, workers, chance.fork("play"));
            for (int i = 0; i < steps.size(); i++) {
                if (isWanted(i)) {
                    at = "at step " + i + ", " + steps.get(i) + ",";
                    play.play(steps.get(i));
                    assertNoViolation(play);
                }
            }
            at = "in the end";
            rest(play);
            goesOn(play);
            count(play);
            play.dear.end();
        }

        private static boolean isWanted(int step) {
            return ONLY.isEmpty() || Arrays.asList(ONLY.split(",")).contains(String.valueOf(step));
        }

        private static void assertNoViolation(MoneyPlay play) {
            assertEquals(List.of(), play.oracles.violations());
        }

        private void rest(MoneyPlay play) {
            play.rest();
            play.dear.network.cash();
            assertNoViolation(play);
            play.oracles.channels().stream().skip(1).forEach(leg -> paid(play, leg));
            var before = play.dear.state();
            var replies = play.part();
            assertEquals(Status.CLOSED, play.dear.state().status(), () -> "said was " + replies);
            play.oracles.atRest();
            assertNoViolation(play);
            if (before.status() == Status.OPEN) {
                parted(play, before.cashed());
            }
        }

        /** The payee has what was used, unless it had more already. */
        private static void parted(MoneyPlay play, Nanoton cashed) {
            var ended = play.oracles.channels().getFirst().ended().getLast();
            var channel = play.dear.channel;
            var used = play.oracles.amount(
                    Area.CLIENT_ACCOUNT, channel, ended.last().epoch());
            assertEquals(
                    used, play.oracles.amount(Area.PURSE, channel, ended.last().epoch()));
            assertEquals(used.max(cashed), ended.paid());
        }

        /** A worker has what it earned in an epoch that goes on. */
        private static void paid(MoneyPlay play, ChannelWitness leg) {
            var state = leg.state();
            var channel = leg.address();
            if (state.status() == Status.OPEN) {
                var earned = play.oracles.amount(Area.EARNINGS, channel, state.epoch());
                assertEquals(earned, state.cashed(), () -> "earned, and cashed of " + state);
            }
        }

        /** Nothing is stuck: a new epoch begins, and once no key changes a request is answered. */
        private static void goesOn(MoneyPlay play) {
            play.play(new MoneyStep.WalletTopsUp(Nanoton.ton(3)));
            var changed = Instant.ofEpochSecond(play.dear.state().keys().from());
            play.dear.world.loop().runUntil(changed);
            play.dear.run(Duration.ofMinutes(1));
            play.dear.network.untilServing(1);
            var answer = play.dear.ask();
            assertInstanceOf(Answer.Completed.class, answer, answer::toString);
            play.play(new MoneyStep.Replay());
            assertNoViolation(play);
        }
    }
}
