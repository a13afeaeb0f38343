package org.chrysalis.proxy.session;

import org.chrysalis.contract.ForeignContract;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.proxy.account.Serving;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.session.Session;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.SessionProof;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Opens and ends the sessions of a proxy: Hello, Proof both ways, then the books. */
public final class Reception {

    private final ProxySettings settings;
    private final Link link;
    private final OperatorLog log;
    private final Randomness nonces;
    private final Map<NodeId, Session> sessions = new TreeMap<>();
    private int greetings;

    public Reception(ProxySettings settings, Link link, Randomness randomness, OperatorLog log) {
        this.settings = settings;
        this.link = link;
        this.log = log;
        this.nonces = randomness.fork("nonces");
    }

    /** The peer's session, if its books are heard and it is in {@code role}. */
    public Optional<Session.Established> established(Peer peer, Wire.Role role) {
        return all(role).stream().filter(known -> known.peer().equals(peer)).findFirst();
    }

    public List<Session.Established> all(Wire.Role role) {
        return sessions.values().stream()
                .filter(Session.Established.class::isInstance)
                .map(Session.Established.class::cast)
                .filter(known -> known.role() == role)
                .toList();
    }

    /** The peer's session, if it has proven its key; its books may not be heard yet. */
    public Optional<Session.Proven> proven(Peer peer) {
        return sessions.get(peer.node()) instanceof Session.Proven known
                        && known.peer().equals(peer)
                ? Optional.of(known)
                : Optional.empty();
    }

    /** Of the session that the peer has proven. */
    public int greeting(Peer peer) {
        return proven(peer).orElseThrow().greeting();
    }

    /** What the peer has proven, whether or not its books are heard. */
    public Optional<Session.Established> session(Peer peer) {
        if (isOver(peer)) {
            return Optional.empty();
        }
        return switch (sessions.get(peer.node())) {
            case Session.Met _, Session.Proving _ -> Optional.empty();
            case Session.Proven known -> Optional.of(known.session());
            case Session.Established known -> Optional.of(known);
        };
    }

    /** Everybody who has proven the key of {@code channel}. */
    public List<Peer> peersOf(Address channel) {
        var peers = new ArrayList<Peer>();
        for (var met : sessions.values()) {
            session(met.peer())
                    .filter(known -> known.channel().equals(channel))
                    .ifPresent(known -> peers.add(known.peer()));
        }
        return peers;
    }

    /** A new session of a node ends the one before, if the link has not said so yet. */
    public Optional<Session.Established> up(Peer peer) {
        var before = sessions.get(peer.node());
        var lost = before == null ? Optional.<Session.Established>empty() : down(before.peer());
        sessions.put(peer.node(), Session.Met.silent(peer));
        return lost;
    }

    /** Whether this is the peer's session now: what was asked for an older one comes too late. */
    public boolean isOver(Peer peer) {
        var now = sessions.get(peer.node());
        return now == null || !now.peer().equals(peer);
    }

    /** A peer that greets again has no session any more: what it had before is lost. */
    public Optional<Session.Established> greeted(Peer peer, Wire.Hello hello) {
        if (isOver(peer)) {
            return Optional.empty();
        }
        if (hello.version() != Wire.VERSION) {
            return reject(peer, new Refusal.Unknown("protocol_version"));
        }
        var lost = down(peer);
        sessions.put(peer.node(), new Session.Met(peer, List.of(hello)));
        return lost;
    }

    /** Whether the peer waits for what this Hello comes to, and has not greeted anew. */
    public boolean isGreeting(Peer peer, Wire.Hello hello) {
        return new Session.Met(peer, List.of(hello)).equals(sessions.get(peer.node()));
    }

    /**
     * The channel is known now: both sides prove themselves, and nothing of it is shown.
     *
     * @param channel throws {@link ForeignContract} if it is none
     */
    public Optional<Session.Established> open(
            Peer peer, Wire.Hello hello, Supplier<ChannelView> channel) {
        if (!isGreeting(peer, hello)) {
            return Optional.empty();
        }
        try {
            var view = channel.get();
            if (Serving.serves(settings, hello.role(), view)) {
                greetBack(peer, hello, view);
                return Optional.empty();
            }
            return reject(peer, new Refusal.ChannelUnusable());
        } catch (ForeignContract foreign) {
            return reject(peer, new Refusal.ChannelUnusable());
        }
    }

    private void greetBack(Peer peer, Wire.Hello hello, ChannelView view) {
        var nonce = nonces.bytes(32);
        var alias = Session.aliasOf(hello, peer);
        sessions.put(peer.node(), new Session.Proving(peer, nonce, hello, view, alias));
        var address = hello.channel();
        long epoch = view.channel().epoch();
        link.send(
                peer.node(),
                new Wire.Hello(
                        Wire.VERSION, Wire.Role.PROXY, nonce, address, epoch, settings.alias()));
        var signature = SessionProof.sign(
                hello.nonce(), peer.node(), address, epoch, settings.signingKey());
        link.send(peer.node(), new Wire.Proof(signature));
    }

    /** The channel that this Proof opens; none if it proves nothing. */
    public Optional<ChannelView> prove(Peer peer, Wire.Proof proof) {
        if (!(sessions.get(peer.node()) instanceof Session.Proving proving)
                || !proving.peer().equals(peer)) {
            return Optional.empty();
        }
        var hello = proving.hello();
        boolean valid = SessionProof.verifies(
                proving.nonce(),
                settings.self(),
                hello.channel(),
                proving.view().channel().epoch(),
                peerKey(hello.role(), proving.view()),
                proof.signature());
        if (!valid) {
            return Optional.empty();
        }
        var session = new Session.Established(peer, hello.role(), hello.channel(), proving.alias());
        sessions.put(peer.node(), new Session.Proven(session, ++greetings, List.of()));
        return Optional.of(proving.view());
    }

    /** The side of the channel that is not ours. */
    private static Bytes peerKey(Wire.Role role, ChannelView view) {
        return switch (role) {
            case CLIENT -> view.payerKey();
            case WORKER, PROXY -> view.channel().identity().payeeKey();
        };
    }

    /** Kept until the worker's books are heard. */
    public void offeredEarly(Session.Proven proven, Wire.Offer offer) {
        var next = new Session.Proven(proven.session(), proven.greeting(), List.of(offer));
        sessions.put(proven.peer().node(), next);
    }

    /** The peer's books are heard: now it can ask and be asked. */
    public Optional<Session.Proven> heard(BooksExchange.Heard heard) {
        var peer = heard.peer();
        var proven = proven(peer).filter(known -> known.greeting() == heard.greeting());
        proven.ifPresent(known -> {
            var session = known.session();
            sessions.put(peer.node(), session);
            log.connected(session.role().name().toLowerCase(Locale.ROOT), session.alias());
        });
        return proven;
    }

    /** The link stays up, so that the peer can try again; what it had before is lost. */
    public Optional<Session.Established> reject(Peer peer, Refusal refusal) {
        if (isOver(peer)) {
            return Optional.empty();
        }
        log.rejected(sessions.get(peer.node()).alias(), refusal);
        link.send(peer.node(), new Wire.Rejected(refusal));
        var lost = down(peer);
        sessions.put(peer.node(), Session.Met.silent(peer));
        return lost;
    }

    /** Forgets the session; an old one's end does not touch a new one. */
    public Optional<Session.Established> down(Peer peer) {
        if (isOver(peer) || !(sessions.remove(peer.node()) instanceof Session.Established known)) {
            return Optional.empty();
        }
        log.disconnected(known.alias());
        return Optional.of(known);
    }
}
