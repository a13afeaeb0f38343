package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.typed.internal.AdaptMessage;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.SandboxSettings;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Wallet;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.simulator.runtime.ContentDigest;
import org.chrysalis.simulator.runtime.Occurrence;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.TraceHash;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the demo's request leaves in the trace: all that happened, and nothing else. */
class OneRequestTraceTest {

    private static final long SEED = 7;
    private static final long MAX_STEPS = 1_000_000;

    /** A run and all that its trace took in. */
    private record Run(
            SimulatedWorld world, SimulatedNetwork network, List<Occurrence> occurrences) {

        static Run of(UnaryOperator<Link> tap) {
            var all = new ArrayList<Occurrence>();
            var world = SimulatedWorld.of(SEED, MAX_STEPS, new TraceHash(all::add));
            var network = new SimulatedNetwork(world, OneRequest.WORKERS, tap);
            OneRequest.play(network);
            return new Run(world, network, all);
        }

        static Run stamped(LongSupplier stamp) {
            return of(link -> new StampedLink(link, stamp));
        }

        <T extends Occurrence> List<T> all(Class<T> kind) {
            return occurrences.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    @Test
    void aRealNanoTimeInOneMessageMakesTheDoubleRunDiffer() throws ReflectiveOperationException {
        // Out of the agent's reach: looked up by name when the test runs.
        MethodHandle nanoTime = MethodHandles.lookup()
                .findStatic(System.class, "nanoTime", MethodType.methodType(long.class));
        assertNotEquals(
                Run.stamped(() -> invoke(nanoTime)).world().trace().hex(),
                Run.stamped(() -> invoke(nanoTime)).world().trace().hex());
        assertEquals(
                Run.stamped(System::nanoTime).world().trace().hex(),
                Run.stamped(System::nanoTime).world().trace().hex());
    }

    @Test
    void oneChangedDigitInOneMessageChangesDeliveriesOfItAndTheHash() {
        var one = Run.stamped(() -> 1);
        var two = Run.stamped(() -> 2);
        assertEquals(one.occurrences().size(), two.occurrences().size());
        var different = IntStream.range(0, one.occurrences().size())
                .filter(i -> !one.occurrences().get(i).equals(two.occurrences().get(i)))
                .mapToObj(one.occurrences()::get)
                .toList();
        assertEquals(
                List.of("/user/proxy-1 " + AdaptMessage.class.getName()),
                different.stream()
                        .map(Occurrence.Delivery.class::cast)
                        .map(delivery -> delivery.to() + " " + delivery.type())
                        .toList());
        assertNotEquals(one.world().trace().hex(), two.world().trace().hex());
    }

    @Test
    void everyMessageBetweenNodesIsInTheTraceWithItsContent() {
        var sent = new ArrayList<Wire>();
        var run = Run.of(link -> new NotedLink(link, sent));
        run.world().loop().runFor(Duration.ofSeconds(1));
        var delivered = run.all(Occurrence.Delivery.class).stream()
                .map(Occurrence::digest)
                .collect(Collectors.toSet());
        var nodes = nodes(run.network().network().keys());
        assertEquals(run.network().links().sent(), sent.size());
        assertTrue(sent.size() > 50, () -> "only " + sent.size());
        for (var message : sent) {
            assertTrue(
                    nodes.stream()
                            .flatMap(node -> arrivals(node, message))
                            .anyMatch(delivered::contains),
                    message::toString);
        }
    }

    private static List<NodeId> nodes(DevKeys keys) {
        return Stream.concat(
                        Stream.of(keys.clientNode(), keys.proxyNode()),
                        keys.workers().stream().map(DevKeys.Worker::node))
                .map(DevKeys::nodeId)
                .toList();
    }

    /**
     * What a guardian's mailbox holds when {@code message} came from {@code node}, in any of the
     * sessions that a client and two workers have with their proxy.
     */
    private static Stream<Bytes> arrivals(NodeId node, Wire message) {
        return LongStream.rangeClosed(1, 3)
                .mapToObj(session -> new Link.Arrived(new Link.Peer(node, 1, session), message))
                .map(arrived -> new ContentDigest()
                        .of(new AdaptMessage<Link.Event, Link.Event>(arrived, same -> same)));
    }

    @Test
    void everyEventOnDiskIsInTheTraceWithItsContent() {
        var run = Run.of(UnaryOperator.identity());
        var disks = run.world().disks();
        var digest = new ContentDigest();
        var appends = run.all(Occurrence.Append.class);
        int events = 0;
        for (var id : disks.persistenceIds()) {
            var digests = disks.events(id).stream().map(digest::of).toList();
            events += digests.size();
            assertEquals(
                    digests,
                    appends.stream()
                            .filter(append -> append.persistenceId().equals(id))
                            .map(Occurrence.Append::digest)
                            .toList());
        }
        assertEquals(events, appends.size());
        assertTrue(
                disks.persistenceIds().size() >= 4, () -> disks.persistenceIds().toString());
    }

    @Test
    void everyTransactionOfTheChainIsInTheTraceOnce() {
        var run = Run.of(UnaryOperator.identity());
        var transactions = run.all(Occurrence.Transaction.class);
        assertEquals(run.network().core().audit().transactions(), transactions.size());
        assertEquals(
                transactions.size(),
                transactions.stream().map(Occurrence::digest).distinct().count());
    }

    @Test
    void oneNanotonMoreInOneTransactionIsAnotherTrace() {
        assertNotEquals(
                afterTransfer(1, 1).trace().hex(), afterTransfer(1, 2).trace().hex());
    }

    @Test
    void theSeedIsNoPartOfTheTrace() {
        var here = afterTransfer(1, 1).trace();
        var there = afterTransfer(2, 1).trace();
        assertTrue(here.count() > 0);
        assertEquals(here.hex(), there.hex());
    }

    @Test
    void theHashIsThatOfTheOccurrencesAlone() {
        var run = Run.of(UnaryOperator.identity());
        var again = new TraceHash();
        run.occurrences().forEach(again::add);
        assertEquals(run.world().trace().hex(), again.hex());
    }

    /** A wallet pays somebody on the real TVM; nothing in this draws from the seed. */
    private static SimulatedWorld afterTransfer(long seed, long nanotons) {
        var world = SimulatedWorld.of(seed);
        var settings = new SandboxSettings(-7);
        var wallet = new Wallet(settings.networkId(), SigningKey.fromSeed(Bytes.of(new byte[32])));
        var core = SandboxChain.genesis(
                settings, Map.of(wallet.address(), Nanoton.ton(1)), world::recordTransaction);
        long now = world.loop().now().getEpochSecond();
        var payment = Transfer.pay(wallet.address(), Nanoton.of(nanotons));
        core.submit(wallet.transfer(0, now + 60, List.of(payment)), now);
        return world;
    }

    private static long invoke(MethodHandle handle) {
        try {
            return (long) handle.invokeExact();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
