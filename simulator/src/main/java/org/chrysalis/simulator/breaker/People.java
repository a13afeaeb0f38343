package org.chrysalis.simulator.breaker;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.client.Answer;
import org.chrysalis.client.Call;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.proxy.ProxyCommand;
import org.chrysalis.simulator.oracle.Oracles;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.worker.WorkerCommand;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Apps, owners and strangers: they do what is listed, when its time has come. */
final class People {

    private static final long PERMILLE = 1_000;

    private final SimulatedWorld world;
    private final SimulatedNetwork network;
    private final NodeLives lives;
    private final Oracles oracles;
    private final Strangers strangers;
    private final List<List<Answer>> asked = new ArrayList<>();

    People(
            SimulatedWorld world,
            SimulatedNetwork network,
            NodeLives lives,
            Oracles oracles,
            Strangers strangers) {
        this.world = world;
        this.network = network;
        this.lives = lives;
        this.oracles = oracles;
        this.strangers = strangers;
    }

    /** Requests so far. */
    int requests() {
        return asked.size();
    }

    /** Those that were answered to the end. */
    long completed() {
        return asked.stream()
                .filter(answers -> answers.stream().anyMatch(Answer.Completed.class::isInstance))
                .count();
    }

    /** All of the list are done in their time, counted from now on. */
    void schedule(List<Deed> deeds) {
        for (var deed : deeds) {
            world.loop().schedule(Duration.ofMillis(deed.at()), () -> {
                act(deed);
                oracles.check();
            });
        }
    }

    private void act(Deed deed) {
        switch (deed) {
            case Deed.Ask ask -> ask(ask);
            case Deed.Wish wish -> wish(wish);
            case Deed.Cash(var _, var node) -> cash(node);
            case Deed.Pay(var _, var client, var amount) ->
                strangers.topUp(client, Nanoton.of(amount));
            case Deed.Fetch(var _, var node) -> strangers.fetch(node);
            case Deed.FetchFormer(var _, var node) -> strangers.fetchFormer(node);
            case Deed.WithdrawAlone(var _, var client) -> strangers.withdrawAlone(client);
            case Deed.Finish(var _, var node) -> strangers.finish(node);
            case Deed.OwnerCloses(var _, var worker) -> strangers.close(worker);
            case Deed.OwnerFunds(var _, var worker, var amount) ->
                strangers.fund(worker, Nanoton.of(amount));
        }
    }

    /** Nobody is there to be asked while the node is down. */
    List<Answer> ask(Deed.Ask ask) {
        var client = ask.client();
        if (!network.talk().isUp(client)) {
            return List.of();
        }
        var question = "mark-" + asked.size() + "-of-" + client + " why?"
                + " And why?".repeat(ask.words());
        var prompt = new Prompt(
                List.of(new Turn("user", question)), ask.tokens(), Sampling.greedy(), List.of());
        var answers = network.ask(client, ask.model(), prompt, ask.maxCoefficient());
        asked.add(answers);
        oracles.asked(
                client, lives.life(client), ask.model(), prompt, ask.maxCoefficient(), answers);
        if (ask.patience() > 0) {
            world.loop().schedule(Duration.ofMillis(ask.patience()), () -> cancel(answers));
        }
        return answers;
    }

    private static void cancel(List<Answer> answers) {
        for (var answer : List.copyOf(answers)) {
            if (answer instanceof Answer.Accepted accepted) {
                accepted.call().tell(new Call.Cancel());
            }
        }
    }

    void wish(Deed.Wish wish) {
        var client = wish.client();
        var figure = wish.figure();
        switch (wish.want()) {
            case CLOSE_TOGETHER -> want(client, wish, ClientCommand.CloseTogether::new);
            case WITHDRAW -> {
                var deposited = strangers.channel(client).deposited().value();
                var left = Nanoton.of(deposited / PERMILLE * figure);
                want(client, wish, to -> new ClientCommand.Withdraw(left, to));
            }
            case TOP_UP ->
                want(client, wish, to -> new ClientCommand.TopUp(Nanoton.of(figure), to));
            case SET_KEY -> want(client, wish, ClientCommand.SetKey::new);
            case REQUEST_CLOSE -> want(client, wish, ClientCommand.RequestClose::new);
        }
    }

    List<ChannelReply> want(
            String client,
            Deed.Wish wish,
            Function<ActorRef<ChannelReply>, ClientCommand> command) {
        if (!network.talk().isUp(client)) {
            return List.of();
        }
        var replies = network.want(client, command);
        oracles.wished(client, lives.life(client), wish.toString(), replies);
        return replies;
    }

    void cash(String node) {
        if (!network.talk().isUp(node)) {
            return;
        }
        if (network.topology().workerNames().contains(node)) {
            List<Outcome> heard = new ArrayList<>();
            network.talk().tell(node, new WorkerCommand.Cash(network.talk().probe(heard)));
        } else {
            List<ProxyCommand.Cashed> heard = new ArrayList<>();
            network.talk().tell(node, new ProxyCommand.CashAll(network.talk().probe(heard)));
        }
    }
}
