package org.chrysalis.simulator.scenario;

import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.ton.Nanoton;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One thing that people, nodes or the chain do to a network's money. */
sealed interface MoneyStep {

    /** What an app does with its request. */
    enum Fate {
        /** It waits for the end. */
        AWAITED,
        /** It goes on with the next step at once. */
        LEFT,
        /** It takes it back after a while. */
        ABANDONED,
        /** It offers a price that nobody works for. */
        UNDERPAID
    }

    /** @param requests at once */
    record Ask(int requests, long tokens, Fate fate) implements MoneyStep {}

    /** A session breaks, and heals after so many seconds. */
    record Cut(String one, String other, int seconds) implements MoneyStep {}

    /** For so many seconds what one sends to the other vanishes. */
    record Silence(String from, String to, int seconds) implements MoneyStep {}

    record Crash(String node) implements MoneyStep {}

    record Raise(String node) implements MoneyStep {}

    /** The operator has it cashed, whatever it costs. */
    record Cash(String node) implements MoneyStep {}

    /** Somebody who holds the highest voucher of a channel takes it to the chain. */
    record StrangerCashes(int leg) implements MoneyStep {}

    record Part() implements MoneyStep {}

    /** @param permille of the deposit, which are left */
    record Withdraw(int permille) implements MoneyStep {}

    record TopUp(Nanoton amount) implements MoneyStep {}

    record SetKey() implements MoneyStep {}

    record RequestClose() implements MoneyStep {}

    /** By somebody else; too early as well. */
    record FinishClose(int leg) implements MoneyStep {}

    /** By the payer's wallet, which knows of no node. */
    record WalletTopsUp(Nanoton amount) implements MoneyStep {}

    /** By the proxy's owner, of the channel of its last worker. */
    record OwnerCloses() implements MoneyStep {}

    /** By the proxy's owner, into the channel of its last worker. */
    record OwnerFunds(Nanoton amount) implements MoneyStep {}

    record Pass(Duration time) implements MoneyStep {}

    /** No block comes for that long. */
    record Halt(Duration time) implements MoneyStep {}

    /** All that was ever signed goes to every channel once more, and is worth nothing. */
    record Replay() implements MoneyStep {}

    /** So many of them, and what follows from the last ones. */
    static List<MoneyStep> draw(Seed chance, int workers, int count) {
        return new Drawing(chance, workers).draw(count);
    }

    /** Draws without a look at the network: any of the steps may be left out. */
    final class Drawing {

        private final Seed chance;
        private final int workers;
        private final List<MoneyStep> steps = new ArrayList<>();

        /** What follows from an earlier step, after others or at once. */
        private final Deque<MoneyStep> following = new ArrayDeque<>();

        private Drawing(Seed chance, int workers) {
            this.chance = chance;
            this.workers = workers;
        }

        private List<MoneyStep> draw(int count) {
            while (steps.size() < count) {
                steps.add(
                        !following.isEmpty() && chance.below(2) == 0
                                ? following.remove()
                                : fresh());
            }
            steps.addAll(following);
            return List.copyOf(steps);
        }

        private MoneyStep fresh() {
            return switch (chance.below(32)) {
                case 0, 1 -> crash();
                case 2 -> cut();
                case 3 -> silence();
                case 4, 5 -> new Cash(node(1));
                case 6 -> new StrangerCashes(chance.below(workers + 1));
                case 7 -> new Part();
                case 8, 9 -> new Withdraw(chance.below(1_000));
                case 10 -> new TopUp(amount());
                case 11 -> setKey();
                case 12, 13 -> close();
                case 14 -> new FinishClose(chance.below(workers + 1));
                case 15 -> new WalletTopsUp(amount());
                case 16 -> workers > 1 ? ownerCloses() : ask();
                case 17, 18 -> new Pass(time());
                case 19 -> new Halt(Duration.ofSeconds(1 + chance.below(1_200)));
                case 20 -> new Replay();
                default -> ask();
            };
        }

        private MoneyStep ask() {
            long[] tokens = {1, 16, 16, 40, 64, 64, 200, 8_000};
            return new Ask(
                    1 + chance.below(3) * chance.below(2),
                    tokens[chance.below(tokens.length)],
                    fate());
        }

        private Fate fate() {
            return switch (chance.below(10)) {
                case 0 -> Fate.UNDERPAID;
                case 1, 2 -> Fate.ABANDONED;
                case 3, 4 -> Fate.LEFT;
                default -> Fate.AWAITED;
            };
        }

        private MoneyStep crash() {
            var node = node(0);
            following.add(new Raise(node));
            return new Crash(node);
        }

        private MoneyStep cut() {
            var node = node(0);
            return new Cut(
                    node.equals(SimulatedNetwork.PROXY) ? SimulatedNetwork.CLIENT : node,
                    SimulatedNetwork.PROXY,
                    1 + chance.below(60));
        }

        private MoneyStep silence() {
            var node = node(0);
            int seconds = 1 + chance.below(60);
            if (node.equals(SimulatedNetwork.PROXY)) {
                return new Silence(node, SimulatedNetwork.CLIENT, seconds);
            }
            return new Silence(node, SimulatedNetwork.PROXY, seconds);
        }

        private MoneyStep setKey() {
            following.add(new Pass(Duration.ofSeconds(3_500 + chance.below(300))));
            return new SetKey();
        }

        private MoneyStep close() {
            if (chance.below(4) > 0) {
                following.add(new Pass(Duration.ofSeconds(3_500 + chance.below(400))));
                following.add(new FinishClose(0));
                following.add(new WalletTopsUp(amount()));
            }
            return new RequestClose();
        }

        private MoneyStep ownerCloses() {
            following.add(new Pass(Duration.ofSeconds(3_500 + chance.below(400))));
            following.add(new FinishClose(workers));
            following.add(new OwnerFunds(amount()));
            return new OwnerCloses();
        }

        /** @param first 0 for the client, 1 for the proxy */
        private String node(int first) {
            int drawn = first + chance.below(workers + 2 - first);
            return switch (drawn) {
                case 0 -> SimulatedNetwork.CLIENT;
                case 1 -> SimulatedNetwork.PROXY;
                default -> SimulatedNetwork.worker(drawn - 2);
            };
        }

        private Nanoton amount() {
            return Nanoton.of(1_000_000_000L + chance.below(2_000_000_000));
        }

        private Duration time() {
            return switch (chance.below(8)) {
                case 0, 1, 2 -> Duration.ofMillis(1 + chance.below(3_000));
                case 3, 4 -> Duration.ofSeconds(1 + chance.below(120));
                case 5, 6 -> Duration.ofSeconds(1 + chance.below(5_000));
                default -> Duration.ofMinutes(1 + chance.below(1_800));
            };
        }
    }
}
