package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Errand;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.cashing.PayerErrand;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.session.OwnBooks;
import org.chrysalis.session.OwnChannel;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the owner of a client's channel wants of it, on its way: by the purse and the proxy, if both
 * sides must sign, and by the wallet. Not durable: whoever waits for an end that comes after a
 * restart looks at the channel.
 */
final class Agreements {

    /** More than there is. */
    private static final Nanoton ALL_TON = Nanoton.ton(4_000_000_000L);

    private final ClientSettings settings;
    private final ClientNode.Ports ports;
    private final OwnBooks<Purse.Command> purse;
    private final ActorRef<CashDesk.Command> wallet;
    private final ActorRef<Outcome> outcomes;
    private final OperatorLog log;
    private final OwnChannel channel;
    /** The closing time that it was finished at, in unix seconds. */
    private long finished = -1;

    /** Who wants what, from when it was asked: books that fall may have heard nothing of it. */
    private final Map<Errand.Kind, List<ActorRef<? super ChannelReply>>> waiting = new TreeMap<>();

    Agreements(
            ClientSettings settings,
            ClientNode.Ports ports,
            OwnChannel channel,
            OwnBooks<Purse.Command> purse,
            ActorContext<ClientCommand> context) {
        this.settings = settings;
        this.ports = ports;
        this.purse = purse;
        this.wallet = context.spawn(ports.wallet(), "wallet");
        this.outcomes = context.messageAdapter(Outcome.class, ClientCommand.FromWallet::new);
        this.log = new OperatorLog(settings.alias());
        this.channel = channel;
    }

    /** What needs the proxy is refused without it. */
    void ask(ClientCommand.OfChannel wish, boolean ready) {
        switch (wish) {
            case ClientCommand.ByBoth _
            when !ready ->
                wish.replyTo().tell(new ChannelReply.Refused(new Refusal.ProxyUnreachable()));
            case ClientCommand.CloseTogether(var replyTo) -> {
                long now = ports.clock().instant().getEpochSecond();
                await(Errand.Kind.CLOSE_TOGETHER, replyTo);
                tell(new PurseAgreements.Part(now, replyTo));
            }
            case ClientCommand.Withdraw(var deposited, var replyTo) -> {
                await(Errand.Kind.WITHDRAW, replyTo);
                tell(new PurseAgreements.Withdraw(deposited, replyTo));
            }
            case ClientCommand.TopUp(var amount, var replyTo) -> topUp(amount, replyTo);
            case ClientCommand.SetKey(var replyTo) -> setKey(replyTo);
            case ClientCommand.RequestClose(var replyTo)
            when channel.view().channel().status() == ChannelState.Status.CLOSED ->
                replyTo.tell(new ChannelReply.Refused(new Refusal.ChannelUnusable()));
            case ClientCommand.RequestClose(var replyTo) -> {
                await(Errand.Kind.REQUEST_CLOSE, replyTo);
                send(new PayerErrand.RequestClose(address(), channel.epoch()));
            }
        }
    }

    private void topUp(Nanoton amount, ActorRef<? super ChannelReply> replyTo) {
        if (waiting.containsKey(Errand.Kind.TOP_UP)) {
            replyTo.tell(new ChannelReply.Failed("another top-up is on its way: wait for its end"));
            return;
        }
        if (amount.equals(Nanoton.ZERO) || amount.isMoreThan(ALL_TON)) {
            replyTo.tell(new ChannelReply.Failed("nobody can add " + amount + " to a deposit"));
            return;
        }
        await(Errand.Kind.TOP_UP, replyTo);
        send(new PayerErrand.TopUp(address(), channel.epoch(), amount));
    }

    private void setKey(ActorRef<? super ChannelReply> replyTo) {
        if (settings.nextKeys().isEmpty()) {
            replyTo.tell(new ChannelReply.Failed("this client has no other voucher key"));
            return;
        }
        await(Errand.Kind.SET_KEY, replyTo);
        send(new PayerErrand.SetKey(address(), settings.nextKeys().getFirst().publicKey()));
    }

    private void tell(PurseAgreements.Event event) {
        purse.tell(new Purse.Agree(event));
    }

    /** A session is open, and all books are heard. */
    void resume() {
        tell(new PurseAgreements.Resume());
    }

    /** By the proxy. */
    void told(Wire.Agreement answer) {
        tell(new PurseAgreements.Told(answer));
    }

    /** By the purse. */
    void said(PurseAgreements.Said said) {
        switch (said) {
            case PurseAgreements.Say(var message) -> ports.link().send(settings.proxy(), message);
            case PurseAgreements.Send(var errand) -> send(errand);
            case PurseAgreements.Denied(var kind, var replyTo, var refusal) ->
                deny(kind, replyTo, refusal);
            case PurseAgreements.Over(var kind, var refusal) -> refuse(kind, refusal);
        }
    }

    private void deny(Errand.Kind kind, ActorRef<? super ChannelReply> replyTo, Refusal refusal) {
        var told = waiting.get(kind);
        if (told != null && told.remove(replyTo)) {
            replyTo.tell(new ChannelReply.Refused(refusal));
        }
    }

    private void refuse(Errand.Kind kind, Refusal refusal) {
        log.notAgreed(address().toString(), refusal);
        end(kind, new ChannelReply.Refused(refusal));
    }

    /** What became of an errand. */
    void sent(Outcome outcome) {
        switch (outcome) {
            case Outcome.Ran(var errand) -> end(errand.kind(), new ChannelReply.Done());
            case Outcome.Failed failed -> {
                log.errandFailed(address().toString(), failed.reason());
                if (failed.last()) {
                    end(failed.errand().kind(), new ChannelReply.Failed(failed.reason()));
                }
            }
            case Outcome.Over _, Outcome.Cashed _, Outcome.NothingToCash _ -> {}
        }
    }

    /** The channel was seen: once the close delay is over its money is asked for. */
    void seen() {
        var seen = channel.view().channel();
        boolean due = seen.status() == ChannelState.Status.CLOSING
                && channel.view().head().unixSeconds() >= seen.closingTime();
        if (due && seen.closingTime() != finished) {
            finished = seen.closingTime();
            send(new PayerErrand.FinishClose(address(), seen.epoch()));
        }
    }

    /** The purse fell: it may not have journaled what it was asked. */
    void fell() {
        var reply = new ChannelReply.Failed("the purse fell: look at the channel, and ask again");
        end(Errand.Kind.CLOSE_TOGETHER, reply);
        end(Errand.Kind.WITHDRAW, reply);
    }

    /** The channel goes on with another epoch. */
    void turned() {
        end(Errand.Kind.CLOSE_TOGETHER, new ChannelReply.Done());
        end(Errand.Kind.WITHDRAW, new ChannelReply.Refused(new Refusal.ChannelUnusable()));
    }

    private Address address() {
        return settings.channel().address();
    }

    private void send(Errand errand) {
        wallet.tell(new CashDesk.Run(errand, outcomes));
    }

    private void await(Errand.Kind kind, ActorRef<? super ChannelReply> replyTo) {
        waiting.computeIfAbsent(kind, _ -> new ArrayList<>()).add(replyTo);
    }

    private void end(Errand.Kind kind, ChannelReply reply) {
        var told = waiting.remove(kind);
        if (told != null) {
            told.forEach(one -> one.tell(reply));
        }
    }
}
