package org.chrysalis.simulator.breaker;

import org.chrysalis.client.Answer;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.adversary.Cheat;
import org.chrysalis.simulator.oracle.Violation;
import org.chrysalis.ton.Nanoton;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether a network that was healed serves its clients again (L7). */
final class Service {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    /** Who lets less be owed may refuse for what was lost, until it starts again. */
    private static final Nanoton BEARABLE = Nanoton.ton(1);

    private static final Nanoton DEPOSIT = Nanoton.ton(4);

    private final Stage stage;

    Service(Stage stage) {
        this.stage = stage;
    }

    /** Seconds until everybody has seen a block that checks vouchers with another key. */
    private static final int SETTLED = 60;

    /** One of three requests is answered, if the channel may pay for it. */
    List<Violation> of(String client) {
        if (stage.strangers.channel(client).status() == Status.CLOSED) {
            stage.strangers.topUp(client, DEPOSIT);
            if (!stage.run(SOON)) {
                return List.of();
            }
        }
        return mayAsk(client) ? asked(client) : List.of();
    }

    /** The channels on the way go on, and nobody there is dishonest, or trusts too little. */
    private boolean mayAsk(String client) {
        var channel = stage.strangers.channel(client);
        boolean steady = channel.status() == Status.OPEN
                && channel.keys().from() < stage.world.loop().now().getEpochSecond() - SETTLED
                && stage.plan.topology().workerNames().stream()
                        .map(stage.strangers::channel)
                        .allMatch(one -> one.status() == Status.OPEN);
        var workers = stage.plan.topology().workerNames();
        var home =
                stage.plan.topology().home(stage.plan.topology().clientNames().indexOf(client));
        return steady
                && stage.plan.topology().workers().stream()
                        .noneMatch(worker -> BEARABLE.isMoreThan(worker.window()))
                && stage.plan.cheats().stream()
                        .map(Cheat::node)
                        .noneMatch(node ->
                                node.equals(client) || node.equals(home) || workers.contains(node));
    }

    private List<Violation> asked(String client) {
        var heard = new ArrayList<Answer>();
        for (int i = 0; i < TRIES; i++) {
            if (!settled(heard) || !mayAsk(client)) {
                return List.of();
            }
            var model = stage.network.network().plan().model(0);
            var answers = stage.people.ask(new Deed.Ask(0, client, model, 1, 16, 0, 0));
            if (!stage.run(DEADLINE)) {
                return List.of();
            }
            heard.addAll(answers);
            if (answers.stream().anyMatch(Answer.Completed.class::isInstance)) {
                stage.oracles.servedAgain();
            }
            if (answers.stream().anyMatch(Service::isServed)) {
                return List.of();
            }
        }
        return List.of(new Violation("L7", client + " is not served again: " + heard, List.of()));
    }

    /**
     * Who has promised to part, and does not know yet whether the chain has heard of it, buys
     * nothing until it cannot hear of it any more.
     *
     * @return whether all held meanwhile
     */
    private boolean settled(List<Answer> heard) {
        var pending = heard.stream()
                .filter(Answer.Failed.class::isInstance)
                .map(answer -> ((Answer.Failed) answer).refusal())
                .filter(Refusal.AgreementPending.class::isInstance)
                .mapToLong(refusal -> ((Refusal.AgreementPending) refusal).validUntil())
                .max();
        return pending.isEmpty()
                || stage.run(Instant.ofEpochSecond(pending.getAsLong()).plus(SOON));
    }

    /** Who has nothing left is told so (L8). */
    private static boolean isServed(Answer answer) {
        return answer instanceof Answer.Completed
                || (answer instanceof Answer.Failed failed
                        && failed.refusal() instanceof Refusal.BalanceTooLow);
    }
}
