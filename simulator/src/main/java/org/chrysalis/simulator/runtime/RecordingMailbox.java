package org.chrysalis.simulator.runtime;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.DeadLetterActorRef;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.UnboundedMessageQueueSemantics;

import scala.Option;

/** The mailbox that production would use, bounded or not; it puts each delivery into the trace. */
record RecordingMailbox(MailboxType production, SimulatedWorld world) implements MailboxType {

    @Override
    public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
        var queue = production.create(owner, system);
        return owner.isDefined() ? recorder(queue, PekkoContent.path(owner.get())) : queue;
    }

    private Recorder recorder(MessageQueue queue, String receiver) {
        return new Recorder(queue, receiver, world.loop().origin(receiver), world);
    }

    /**
     * Bears the mark of unbounded queues, since Pekko's guardians ask for it; a bound of the queue
     * within holds all the same.
     *
     * @param origin names the tasks of this mailbox
     */
    record Recorder(MessageQueue queue, String receiver, Origin origin, SimulatedWorld world)
            implements MessageQueue, UnboundedMessageQueueSemantics {

        @Override
        public void enqueue(ActorRef to, Envelope envelope) {
            queue.enqueue(to, envelope);
        }

        /** Null if there is none, as Pekko wants it. */
        @Override
        public Envelope dequeue() {
            var envelope = queue.dequeue();
            if (envelope != null) {
                record(envelope);
            }
            return envelope;
        }

        private void record(Envelope envelope) {
            var message = envelope.message();
            world.trace()
                    .add(new Occurrence.Delivery(
                            world.loop().nanoTime(),
                            sender(envelope),
                            receiver,
                            message.getClass().getName(),
                            world.content().of(message)));
        }

        /** Typed actors tell without a sender, which Pekko replaces by its dead letters. */
        private static String sender(Envelope envelope) {
            var sender = envelope.sender();
            boolean named = sender != null && !(sender instanceof DeadLetterActorRef);
            return named ? PekkoContent.path(sender) : "";
        }

        @Override
        public int numberOfMessages() {
            return queue.numberOfMessages();
        }

        @Override
        public boolean hasMessages() {
            return queue.hasMessages();
        }

        @Override
        public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
            queue.cleanUp(owner, deadLetters);
        }
    }
}
