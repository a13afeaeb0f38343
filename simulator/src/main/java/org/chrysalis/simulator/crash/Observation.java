package org.chrysalis.simulator.crash;

import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.ton.Nanoton;

import java.util.ArrayList;
import java.util.List;

/**
 * What the books of all sides say at one time. Books that the proxy has not opened, because nobody
 * asked for them since its start, count as empty.
 *
 * @param purse the client's
 * @param account the proxy's, of that client
 */
public record Observation(ClientSide purse, ClientSide account, List<WorkerLeg> workers) {

    /**
     * One side of the client's channel.
     *
     * @param open attempts that hold something
     */
    public record ClientSide(Nanoton signed, Nanoton used, int open) {

        static final ClientSide EMPTY = new ClientSide(Nanoton.ZERO, Nanoton.ZERO, 0);
    }

    /**
     * A worker's channel: the proxy's side, and the worker's.
     *
     * @param advance what the worker says it was paid beyond what it earned, after a loss
     */
    public record WorkerLeg(String name, ProxySide proxy, WorkerSide worker, Nanoton advance) {}

    public record ProxySide(Nanoton signed, Nanoton earned, int open) {

        static final ProxySide EMPTY = new ProxySide(Nanoton.ZERO, Nanoton.ZERO, 0);
    }

    public record WorkerSide(Nanoton payable, Nanoton earned, int open) {}

    public Observation {
        workers = List.copyOf(workers);
    }

    /** Asks every node, which runs the simulation until all have answered. */
    public static Observation of(SimulatedNetwork network) {
        var books = network.proxyBooks();
        var purse = network.clientBooks();
        var account = books.clients().get(network.network().clientChannel().address());
        var legs = new ArrayList<WorkerLeg>();
        for (int i = 0; i < network.network().plan().workers(); i++) {
            var own = network.workerBooks(i);
            var owed = books.workers().get(network.network().workerChannel(i).address());
            legs.add(new WorkerLeg(
                    SimulatedNetwork.worker(i),
                    owed == null
                            ? ProxySide.EMPTY
                            : new ProxySide(
                                    owed.signed(),
                                    owed.state().ledger().earned(),
                                    owed.state().ledger().open().size()
                                            + owed.state().decided().size()),
                    new WorkerSide(
                            own.state().payable(),
                            own.state().earned(),
                            own.open().size()),
                    owed == null ? Nanoton.ZERO : owed.advance()));
        }
        var ledger = purse.state().ledger();
        return new Observation(
                new ClientSide(ledger.signed(), ledger.used(), purse.open().size()),
                account == null
                        ? ClientSide.EMPTY
                        : new ClientSide(
                                account.state().ledger().signed(),
                                account.state().ledger().used(),
                                account.state().ledger().open().size()
                                        + account.state().decided().size()
                                        + account.state().debts().size()),
                legs);
    }
}
