package org.chrysalis.proxy;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Verifier;
import org.chrysalis.proxy.account.Accounts;
import org.chrysalis.proxy.attempt.Routing;
import org.chrysalis.proxy.session.Reception;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.session.Session;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.Optional;

/** What workers offer, as the proxy's clients hear it. */
final class Directory {

    private final ProxyNode.Ports ports;
    private final Reception reception;
    private final Accounts accounts;
    private final Workers workers = new Workers();

    Directory(ProxyNode.Ports ports, Reception reception, Accounts accounts) {
        this.ports = ports;
        this.reception = reception;
        this.accounts = accounts;
    }

    /**
     * A worker is offered to clients only with evidence that this proxy accepts itself.
     *
     * @return why it is not
     */
    Optional<Refusal> offered(Session.Established session, Wire.Offer offer) {
        try {
            var config = KeyConfig.decode(offer.keyConfig());
            var verdict = ports.verifier().judge(config.hash(), offer.evidence());
            if (!config.node().equals(session.peer().node())
                    || verdict instanceof Verifier.Verdict.Refused
                    || !config.usable()
                    || offer.slots() < 1) {
                return Optional.of(new Refusal.ProofInvalid());
            }
            workers.offered(
                    config.node(), offer, config.keyId(), session.channel(), session.alias());
            publish();
            return Optional.empty();
        } catch (Malformed malformed) {
            return Optional.of(new Refusal.NotOpened());
        }
    }

    void gone(NodeId node) {
        workers.gone(node);
        publish();
    }

    void ended(Bytes envHash) {
        workers.ended(envHash);
    }

    void pick(Routing.Pick pick) {
        workers.pick(pick, accounts::worker);
    }

    void tell(Peer client) {
        ports.link().send(client.node(), workers.directory());
    }

    private void publish() {
        reception.all(Wire.Role.CLIENT).forEach(client -> tell(client.peer()));
    }
}
