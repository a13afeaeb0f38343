package org.chrysalis.simulator.fault;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One thing that goes wrong, and where. Times are virtual milliseconds since the world's start,
 * lengths are milliseconds. Nodes are called as in the topology.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.OfMessage.class, name = "message"),
    @JsonSubTypes.Type(value = Fault.OfSubmission.class, name = "submission"),
    @JsonSubTypes.Type(value = Fault.OfReading.class, name = "reading"),
    @JsonSubTypes.Type(value = Fault.OfJob.class, name = "job"),
    @JsonSubTypes.Type(value = Fault.Crash.class, name = "crash"),
    @JsonSubTypes.Type(value = Fault.Full.class, name = "full"),
    @JsonSubTypes.Type(value = Fault.Hang.class, name = "hang"),
    @JsonSubTypes.Type(value = Fault.Cut.class, name = "cut"),
    @JsonSubTypes.Type(value = Fault.Silence.class, name = "silence"),
    @JsonSubTypes.Type(value = Fault.Slow.class, name = "slow"),
    @JsonSubTypes.Type(value = Fault.Clock.class, name = "clock"),
    @JsonSubTypes.Type(value = Fault.Halt.class, name = "halt"),
    @JsonSubTypes.Type(value = Fault.Stale.class, name = "stale"),
    @JsonSubTypes.Type(value = Fault.Fees.class, name = "fees")
})
public sealed interface Fault {

    /** What happens at a virtual time. */
    sealed interface Timed extends Fault {
        long at();
    }

    /** What happens to something that nodes, apps and engines do, whenever they do it. */
    sealed interface Met extends Fault {}

    /**
     * The n-th message of a lane.
     *
     * @param session of these two nodes, from 1
     * @param lane {@code control}, or which attempt
     * @param n from 1, within the session and this direction
     * @param length of a delay; the lane's later messages wait too
     */
    record OfMessage(
            String from, String to, long session, String lane, long n, Twist twist, long length)
            implements Met {}

    /** What becomes of a message. */
    enum Twist {
        /** It comes later. */
        DELAYED,
        /** It vanishes, and the gap ends the session. */
        LOST,
        /** It comes a second time in the next session of the two. */
        REPEATED
    }

    /**
     * The n-th message that a node sends to the chain.
     *
     * @param length how much later it comes
     */
    record OfSubmission(String node, long n, Sending sending, long length) implements Met {}

    /** What becomes of a message to the chain. */
    enum Sending {
        /** It never gets there, and the node is told that nobody knows. */
        LOST,
        /** It gets there, and the node is told that nobody knows. */
        UNHEARD,
        /** The node is told that nobody knows, and it gets there later. */
        LATE,
        /** It gets there twice. */
        TWICE
    }

    /** The n-th time that a node asks the chain for an account fails. */
    record OfReading(String node, long n) implements Met {}

    /**
     * What a worker's engine does with one request.
     *
     * @param envelope the first 16 hexadecimal digits of its hash
     * @param figure tokens after which it happens, or the factor
     */
    record OfJob(String envelope, Work work, long figure) implements Met {}

    /** How an engine fails. */
    enum Work {
        /** {@code figure} times slower. */
        SLOW,
        /** After {@code figure} tokens nothing more comes, unless the job is cancelled. */
        STALLED,
        /** After {@code figure} tokens it breaks. */
        CRASHING,
        /** It breaks at once. */
        FAILING,
        /** It says that it generated {@code figure} times what it did. */
        OVERSTATING,
        /** It says that the prompt had {@code figure} times as many tokens. */
        BLOATING
    }

    /**
     * A node dies, and comes back after {@code length}.
     *
     * @param writes what of the disk's writes is gone, from the last one
     */
    record Crash(long at, String node, long length, Kept kept, long writes) implements Timed {}

    /** What is on a disk when its node comes back. */
    enum Kept {
        /** All that was flushed. */
        ALL,
        /** All but the last {@code writes}. */
        FORMER,
        /** Nothing. */
        NOTHING
    }

    /** A node's disk takes nothing for a while. */
    record Full(long at, String node, long length) implements Timed {}

    /** A node does nothing for a while, timers included; its peers may take it for dead. */
    record Hang(long at, String node, long length) implements Timed {}

    /** Two nodes' session breaks, and they cannot meet for a while. */
    record Cut(long at, String one, String other, long length) implements Timed {}

    /** What one sends to the other vanishes for a while; the other way works. */
    record Silence(long at, String from, String to, long length) implements Timed {}

    /** What one sends to the other takes {@code delay} longer for a while. */
    record Slow(long at, String from, String to, long length, long delay) implements Timed {}

    /**
     * A node's clock jumps, and goes wrong from then on.
     *
     * @param jump milliseconds ahead, or behind if negative
     * @param drift parts per million ahead, or behind if negative
     */
    record Clock(long at, String node, long jump, long drift) implements Timed {}

    /** No block comes for a while. */
    record Halt(long at, long length) implements Timed {}

    /** A server shows a node the accounts as they are now, for a while. */
    record Stale(long at, String node, long length) implements Timed {}

    /** For a while the chain charges {@code permille} of what it did. */
    record Fees(long at, long length, long permille) implements Timed {}
}
