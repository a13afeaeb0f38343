package org.chrysalis.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.account.WorkerAccountCommand;
import org.chrysalis.proxy.attempt.Routing;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

class WorkersTest {

    private static final Address CHANNEL = Address.of(bytes(7));
    private static final Address OTHER = Address.of(bytes(8));

    private final Workers workers = new Workers();
    private final ActorRef<WorkerAccountCommand> account =
            TestInbox.<WorkerAccountCommand>create().getRef();

    /**
     * Two settlements of one attempt on one channel are conflicting statements, and burn the stake:
     * a worker with two nodes must not get them by leaving with the first.
     */
    @Test
    void anotherNodeOfAChannelThatHadTheAttemptIsNotTried() {
        offer(1, CHANNEL);
        offer(2, CHANNEL);
        assertEquals(id(1), picked(new TreeSet<>()).node());
        assertInstanceOf(Routing.NoneLeft.class, pick(tried(CHANNEL)));
        offer(3, OTHER);
        assertEquals(id(3), picked(tried(CHANNEL)).node());
    }

    @Test
    void aWorkerThatIsGoneOrWasNotAddressedIsNotPicked() {
        offer(1, CHANNEL);
        offer(9, OTHER);
        workers.gone(id(1));
        assertInstanceOf(Routing.NoneLeft.class, pick(new TreeSet<>()));
    }

    @Test
    void aBusyWorkerComesAfterAnIdleOne() {
        offer(1, CHANNEL);
        offer(2, OTHER);
        assertEquals(id(1), picked(new TreeSet<>()).node());
        assertEquals(id(2), picked(new TreeSet<>(), bytes(1)).node());
        workers.ended(Bytes.EMPTY);
        assertEquals(id(1), picked(new TreeSet<>()).node());
    }

    private void offer(int number, Address channel) {
        var offer = new Wire.Offer(Bytes.EMPTY, Bytes.EMPTY, "model", 1_000, 100, 1);
        workers.offered(id(number), offer, bytes(number), channel, "worker-" + number);
    }

    private Routing.Picked picked(SortedSet<Address> except) {
        return (Routing.Picked) pick(except);
    }

    private Routing.Picked picked(SortedSet<Address> except, Bytes envHash) {
        return (Routing.Picked) pick(except, envHash);
    }

    private Routing.Picking pick(SortedSet<Address> except) {
        return pick(except, Bytes.EMPTY);
    }

    private Routing.Picking pick(SortedSet<Address> except, Bytes envHash) {
        var inbox = TestInbox.<Routing.Picking>create();
        var addressed = List.of(bytes(1), bytes(2), bytes(3));
        workers.pick(
                new Routing.Pick(envHash, addressed, except, 2_000, inbox.getRef()),
                _ -> Optional.of(account));
        return inbox.receiveMessage();
    }

    private static SortedSet<Address> tried(Address channel) {
        return new TreeSet<>(List.of(channel));
    }

    private static NodeId id(int number) {
        return new NodeId(bytes(number));
    }

    private static Bytes bytes(int number) {
        return Bytes.ofHex("0%d".formatted(number).repeat(32));
    }
}
