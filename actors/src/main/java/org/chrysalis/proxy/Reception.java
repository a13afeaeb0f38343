package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.actor.Gather;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.session.Session;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.SessionProof;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Opens and ends the sessions of a proxy: Hello, the channel on chain, Proof both ways. */
final class Reception {

    private final ProxySettings settings;
    private final ProxyNode.Ports ports;
    private final ActorContext<ProxyCommand> context;
    private final Accounts accounts;
    private final OperatorLog log;
    private final Randomness nonces;
    private final Map<NodeId, Session> sessions = new TreeMap<>();

    Reception(
            ProxySettings settings,
            ProxyNode.Ports ports,
            ActorContext<ProxyCommand> context,
            Accounts accounts,
            OperatorLog log) {
        this.settings = settings;
        this.ports = ports;
        this.context = context;
        this.accounts = accounts;
        this.log = log;
        this.nonces = ports.randomness().fork("nonces");
    }

    /** The peer's session, if it has proven itself in {@code role}. */
    Optional<Session.Established> established(Peer peer, Wire.Role role) {
        return all(role).stream().filter(known -> known.peer().equals(peer)).findFirst();
    }

    List<Session.Established> all(Wire.Role role) {
        return sessions.values().stream()
                .filter(Session.Established.class::isInstance)
                .map(Session.Established.class::cast)
                .filter(known -> known.role() == role)
                .toList();
    }

    /** A new session of a node ends the one before, if the link has not said so yet. */
    Optional<Session.Established> up(Peer peer) {
        var before = sessions.get(peer.node());
        var lost = before == null ? Optional.<Session.Established>empty() : down(before.peer());
        sessions.put(peer.node(), new Session.Met(peer));
        return lost;
    }

    /** Whether this is the peer's session now: what was asked for an older one comes too late. */
    private boolean isOver(Peer peer) {
        var now = sessions.get(peer.node());
        return now == null || !now.peer().equals(peer);
    }

    /** A peer that greets again has no session any more: what it had before is lost. */
    Optional<Session.Established> greeted(Peer peer, Wire.Hello hello) {
        if (isOver(peer)) {
            return Optional.empty();
        }
        if (hello.version() != Wire.VERSION) {
            return reject(peer, new Refusal.Unknown("protocol_version"));
        }
        var lost = down(peer);
        sessions.put(peer.node(), new Session.Met(peer));
        context.pipeToSelf(
                ports.chain().account(hello.channel()),
                (account, failure) -> failure == null
                        ? new ProxyCommand.ChannelRead(peer, hello, account)
                        : new ProxyCommand.ChainFailed(peer, String.valueOf(failure.getMessage())));
        return lost;
    }

    void chainFailed(Peer peer, String reason) {
        log.chainUnreachable(reason);
        reject(peer, new Refusal.ChannelUnusable());
    }

    /** The channel is known now; its account says what our Proof must show. */
    void open(ProxyCommand.ChannelRead read) {
        try {
            var channel = ChannelState.read(read.account());
            if (Accounts.serves(settings, read.hello().role(), channel)) {
                lookUp(read, channel);
            } else {
                reject(read.peer(), new Refusal.ChannelUnusable());
            }
        } catch (ForeignContract foreign) {
            reject(read.peer(), new Refusal.ChannelUnusable());
        }
    }

    private void lookUp(ProxyCommand.ChannelRead read, ChannelState channel) {
        switch (read.hello().role()) {
            case CLIENT -> {
                var view = context.spawnAnonymous(Gather.<AccountReply.View>of(1, views -> {
                    var state = views.getFirst().state();
                    var open = state.openAttempts();
                    tellOpened(read, state.vouchers(), state.statements(), open);
                }));
                accounts.client(channel).tell(new AccountCommand.Look(view));
            }
            case WORKER -> {
                var view = context.spawnAnonymous(Gather.<WorkerAccount.Reply>of(1, views -> {
                    if (views.getFirst() instanceof WorkerAccount.View known) {
                        var state = known.state();
                        tellOpened(read, state.vouchers(), state.statements(), List.of());
                    }
                }));
                accounts.worker(channel).tell(new WorkerAccount.Look(view));
            }
            case PROXY -> {}
        }
    }

    private void tellOpened(
            ProxyCommand.ChannelRead read,
            List<Voucher> vouchers,
            List<Statement> statements,
            List<Wire.OpenAttempt> open) {
        context.getSelf()
                .tell(new ProxyCommand.Opened(
                        read.peer(), read.hello(), vouchers, statements, open));
    }

    void greetBack(ProxyCommand.Opened opened) {
        var peer = opened.peer();
        if (isOver(peer)) {
            return;
        }
        var hello = opened.hello();
        var nonce = nonces.bytes(32);
        long epoch = accounts.epoch(hello.channel());
        sessions.put(
                peer.node(), new Session.Proving(peer, nonce, hello, Session.aliasOf(hello, peer)));
        var channel = hello.channel();
        var key = settings.signingKey();
        ports.link()
                .send(
                        peer.node(),
                        new Wire.Hello(
                                Wire.VERSION,
                                Wire.Role.PROXY,
                                nonce,
                                channel,
                                epoch,
                                settings.alias()));
        var signature = SessionProof.sign(hello.nonce(), peer.node(), channel, epoch, key);
        ports.link()
                .send(
                        peer.node(),
                        new Wire.Proof(
                                signature, opened.vouchers(), opened.statements(), opened.open()));
    }

    /** The session that this Proof completes; none if it proves nothing. */
    Optional<Session.Established> proven(Peer peer, Wire.Proof proof) {
        if (!(sessions.get(peer.node()) instanceof Session.Proving proving)
                || !proving.peer().equals(peer)) {
            var _ = reject(peer, new Refusal.ProofInvalid());
            return Optional.empty();
        }
        var hello = proving.hello();
        var key = accounts.peerKey(hello.role(), hello.channel());
        boolean valid = key.isPresent()
                && SessionProof.verifies(
                        proving.nonce(),
                        settings.self(),
                        hello.channel(),
                        accounts.epoch(hello.channel()),
                        key.get(),
                        proof.signature());
        if (!valid) {
            var _ = reject(peer, new Refusal.ProofInvalid());
            return Optional.empty();
        }
        var session = new Session.Established(peer, hello.role(), hello.channel(), proving.alias());
        sessions.put(peer.node(), session);
        log.connected(hello.role().name().toLowerCase(java.util.Locale.ROOT), proving.alias());
        return Optional.of(session);
    }

    /** The link stays up, so that the peer can try again; what it had before is lost. */
    Optional<Session.Established> reject(Peer peer, Refusal refusal) {
        if (isOver(peer)) {
            return Optional.empty();
        }
        log.rejected(sessions.get(peer.node()).alias(), refusal);
        ports.link().send(peer.node(), new Wire.Rejected(refusal));
        var lost = down(peer);
        sessions.put(peer.node(), new Session.Met(peer));
        return lost;
    }

    /** Forgets the session; an old one's end does not touch a new one. */
    Optional<Session.Established> down(Peer peer) {
        if (isOver(peer) || !(sessions.remove(peer.node()) instanceof Session.Established known)) {
            return Optional.empty();
        }
        log.disconnected(known.alias());
        return Optional.of(known);
    }
}
