package org.chrysalis.simulator.scenario;

import org.chrysalis.simulator.port.SimulatedEngine;
import org.chrysalis.ton.Nanoton;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Who is in a network and what they are like. Nodes are called by their role and counted:
 * proxy, proxy-2 …, client, client-2 …, worker-1, worker-2 ….
 *
 * @param keys which of all key sets: two networks of one topology and key set are founded alike
 * @param proxies at least 1; all of one operator, each with a contract of its own
 * @param clients at least 1; they belong to the proxies in turn
 * @param workers at least one; they belong to the proxies in turn
 * @param models how many there are, at least 1; the workers of each proxy run them in turn
 * @param deposit of each channel
 * @param prices how many times the plan's; at 5,000 one answer is worth the fee of cashing it
 */
public record Topology(
        int keys,
        int proxies,
        int clients,
        List<Worker> workers,
        int models,
        Nanoton deposit,
        long prices) {

    private static final Nanoton DEPOSIT = Nanoton.ton(5);

    /**
     * One of the workers.
     *
     * @param slots attempts that it runs at once
     * @param coefficient its price, per mille of the network's
     * @param owner who is paid: workers of one owner have one wallet
     * @param window what it lets its proxy owe
     */
    public record Worker(
            int slots, long coefficient, int owner, Nanoton window, SimulatedEngine.Speed speed) {

        /** One slot, the network's price, and an owner of its own. */
        public static Worker standard(int owner) {
            return new Worker(1, 1_000, owner, Nanoton.ton(1), SimulatedEngine.Speed.SMALL_MODEL);
        }
    }

    /** @throws IllegalArgumentException if there is none of something */
    public Topology {
        workers = List.copyOf(workers);
        if (proxies < 1 || clients < 1 || workers.isEmpty() || models < 1 || prices < 1) {
            throw new IllegalArgumentException(
                    "a network has at least one proxy, client, worker" + " and model, and a price");
        }
    }

    /** One proxy, one client, and that many workers of one model at the plan's prices. */
    public static Topology standard(int workers) {
        return new Topology(
                0,
                1,
                1,
                IntStream.range(0, workers).mapToObj(Worker::standard).toList(),
                1,
                DEPOSIT,
                1);
    }

    /** The same for other key sets. */
    public Topology withKeys(int other) {
        return new Topology(other, proxies, clients, workers, models, deposit, prices);
    }

    /** The same for so many proxies, clients and models. */
    public Topology with(int someProxies, int someClients, int someModels) {
        return new Topology(keys, someProxies, someClients, workers, someModels, deposit, prices);
    }

    /** The same with other workers. */
    public Topology withWorkers(List<Worker> others) {
        return new Topology(keys, proxies, clients, others, models, deposit, prices);
    }

    /** What decides how it is founded: the other figures are the nodes' own. */
    public Topology founded() {
        return new Topology(
                keys,
                proxies,
                clients,
                workers.stream().map(one -> Worker.standard(one.owner())).toList(),
                models,
                deposit,
                1);
    }

    /** All nodes, as they start: proxies, then workers, then clients. */
    public List<String> nodes() {
        return List.of(names(proxies, Topology::proxy), workerNames(), clientNames()).stream()
                .flatMap(List::stream)
                .toList();
    }

    public List<String> clientNames() {
        return names(clients, Topology::client);
    }

    public List<String> workerNames() {
        return names(workers.size(), Topology::worker);
    }

    private static List<String> names(int count, IntFunction<String> name) {
        return IntStream.range(0, count).mapToObj(name).toList();
    }

    /** The proxy that a client or worker of this index belongs to. */
    public String home(int index) {
        return proxy(index % proxies);
    }

    /** The name of the proxy of that index, from 0. */
    public static String proxy(int index) {
        return counted(SimulatedNetwork.PROXY, index);
    }

    /** The name of the client of that index, from 0. */
    public static String client(int index) {
        return counted(SimulatedNetwork.CLIENT, index);
    }

    /** The name of the worker of that index, from 0. */
    public static String worker(int index) {
        return "worker-" + (index + 1);
    }

    /** The name of the model of that index, from 0. */
    public static String model(int index) {
        return counted(SimulatedNetwork.MODEL, index);
    }

    private static String counted(String name, int index) {
        return index == 0 ? name : name + "-" + (index + 1);
    }
}
