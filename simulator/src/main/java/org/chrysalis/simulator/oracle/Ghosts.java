package org.chrysalis.simulator.oracle;

import org.chrysalis.chain.Chain;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.NodeId;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * All that is known of a run and that no actor can see: what was asked, sent, generated and said.
 * It is there before the network is.
 */
final class Ghosts implements WireTap.Ear, Work.Listener {

    /** Whoever judges what is sent at once. */
    interface Judge {
        void sent(String from, NodeId to, Wire message);
    }

    final Rules rules;
    final LastMessages last = new LastMessages();
    final Verdicts verdicts = new Verdicts(last);
    final SignedWords words;
    final Requests requests = new Requests();
    final Statements statements;
    final Roots roots;
    final Charges charges;
    final Peers peers;
    final Apps apps;
    final Lives lives = new Lives();
    final Wishes wishes = new Wishes(lives, verdicts);
    final Confidentiality confidentiality = new Confidentiality(verdicts);
    final States states = new States();
    final Traffic traffic = new Traffic();
    final Work work = new Work(this);
    final Grants grants;
    final Offered offered;
    final Disputes disputes;
    private final List<Judge> judges = new ArrayList<>();
    private final Set<String> generated = new TreeSet<>();
    private LongSupplier nanos = () -> 0;

    Ghosts(Topology topology, Founding founding, Assumptions assumptions) {
        var network = founding.network();
        var cast = new Cast(topology, network);
        this.rules = Rules.of(topology, cast, assumptions, network.plan().terms());
        this.words = new SignedWords(network.plan().networkId());
        this.statements = new Statements(assumptions, verdicts);
        this.roots = new Roots(rules, network.plan().networkId(), verdicts);
        this.charges = new Charges(rules, requests, work, verdicts);
        this.peers = new Peers(rules, verdicts);
        this.apps = new Apps(rules, requests, statements, charges, verdicts);
        this.grants = new Grants(rules, verdicts);
        this.offered = new Offered(rules, requests, verdicts);
        this.disputes = new Disputes(rules, requests, verdicts);
    }

    /** @param clock virtual, from now on */
    void begin(LongSupplier clock, Judge judge) {
        nanos = clock;
        judges.add(judge);
    }

    @Override
    public void sent(String from, NodeId to, Wire message) {
        var receiver = rules.cast().name(to);
        last.sent(nanos.getAsLong(), from, receiver, message);
        traffic.sent(from, nanos.getAsLong());
        words.note(message);
        midway(message);
        requests.note(from, receiver, message);
        grants.sent(receiver, message);
        offered.sent(from, message);
        charges.sent(from, message);
        roots.sent(message);
        states.sent(message);
        confidentiality.seen(message, "what " + from + " sent to " + receiver, from, receiver);
        judges.forEach(judge -> judge.sent(from, to, message));
    }

    /** A node told its operator something. */
    void logged(String line) {
        disputes.logged(line);
        confidentiality.seen(line, "a log");
    }

    /** Before it is gone. */
    void crashed(String node) {
        boolean busy = apps.all().stream()
                .filter(one -> one.client().equals(node) && one.ends() == 0)
                .anyMatch(one -> one.opened().completion() > 0);
        if (busy) {
            states.reach("client-lost-midway");
        }
        lives.crashed(node);
        work.crashed(node);
    }

    private void midway(Wire message) {
        if (message instanceof Wire.Cancel(var key)
                && requests.of(key)
                        .filter(one -> one.relayed().completion() > 0)
                        .isPresent()) {
            states.reach("cancelled-midway");
        }
    }

    /** S17: whoever shows a worker a request twice has it generated once. */
    private void once(String worker, InferenceEngine.Job job) {
        boolean first = generated.add(worker + " " + lives.life(worker) + " " + job.id());
        verdicts.require(
                first || !rules.assumptions().areHonest(worker),
                "S17",
                () -> worker + " generates one request twice: " + job.id(),
                worker);
    }

    @Override
    public void submitted(String from, Bytes message) {
        confidentiality.seen(message, "what " + from + " sent to the chain", from);
    }

    @Override
    public void answered(String from, Chain.Submission submission) {
        switch (submission) {
            case Chain.Submission.Committed _ -> states.committed(from);
            case Chain.Submission.Unknown _ -> states.unknown(from);
            case Chain.Submission.Rejected _ -> states.reach("submission-rejected");
        }
    }

    @Override
    public void heard(Work.Job done, InferenceEngine.Job job, InferenceEngine.Event said) {
        grants.worked(done);
        confidentiality.generated(job, said);
        if (said instanceof InferenceEngine.Parked) {
            states.reach("parked");
        }
        if (said instanceof InferenceEngine.Started) {
            once(done.worker(), job);
        }
    }
}
