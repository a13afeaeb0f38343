package org.chrysalis.simulator.agent;

import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What nothing may call inside a simulation, whatever its arguments. */
enum Refusal {
    THREAD("would race with the one thread that all actors share; spawn an actor, or use the"
            + " executor given"),
    WAIT("would stop its only thread for ever; answer with a message instead (pipeToSelf), or wait"
            + " with a timer of the actor");

    private static final List<String> STARTS = List.of(
            "java/lang/Thread.<init>",
            "java/lang/Thread.start",
            "java/lang/Thread.startVirtualThread",
            "java/lang/Thread$Builder.start",
            "java/lang/Thread$Builder$OfVirtual.start",
            "java/lang/Thread$Builder$OfPlatform.start",
            "java/util/Timer.<init>",
            "java/util/concurrent/ForkJoinPool.<init>",
            "java/util/concurrent/ThreadPoolExecutor.<init>",
            "java/util/concurrent/ScheduledThreadPoolExecutor.<init>",
            "java/util/concurrent/Executors.newCachedThreadPool",
            "java/util/concurrent/Executors.newFixedThreadPool",
            "java/util/concurrent/Executors.newScheduledThreadPool",
            "java/util/concurrent/Executors.newSingleThreadExecutor",
            "java/util/concurrent/Executors.newSingleThreadScheduledExecutor",
            "java/util/concurrent/Executors.newThreadPerTaskExecutor",
            "java/util/concurrent/Executors.newVirtualThreadPerTaskExecutor",
            "java/util/concurrent/Executors.newWorkStealingPool");

    private static final List<String> WAITS = List.of(
            "java/lang/Object.wait",
            "java/lang/Thread.join",
            "java/lang/Thread.sleep",
            "java/util/concurrent/CyclicBarrier.await",
            "java/util/concurrent/Exchanger.exchange",
            "java/util/concurrent/Phaser.arriveAndAwaitAdvance",
            "java/util/concurrent/Phaser.awaitAdvance",
            "java/util/concurrent/TimeUnit.sleep",
            "java/util/concurrent/TimeUnit.timedJoin",
            "java/util/concurrent/TimeUnit.timedWait",
            "java/util/concurrent/locks/Condition.await",
            "java/util/concurrent/locks/Condition.awaitNanos",
            "java/util/concurrent/locks/Condition.awaitUninterruptibly",
            "java/util/concurrent/locks/Condition.awaitUntil",
            "java/util/concurrent/locks/LockSupport.park",
            "java/util/concurrent/locks/LockSupport.parkNanos",
            "java/util/concurrent/locks/LockSupport.parkUntil");

    private static final Map<String, Refusal> BY_CALL = Stream.concat(
                    STARTS.stream().map(call -> Map.entry(call, THREAD)),
                    WAITS.stream().map(call -> Map.entry(call, WAIT)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String reason;

    Refusal(String reason) {
        this.reason = reason;
    }

    static Optional<Refusal> of(MemberRefEntry method) {
        return of(method.owner().asInternalName() + "." + method.name().stringValue());
    }

    static Optional<Refusal> of(DirectMethodHandleDesc method) {
        var owner = method.owner().descriptorString();
        return of(owner.substring(1, owner.length() - 1) + "." + method.methodName());
    }

    private static Optional<Refusal> of(String call) {
        return Optional.ofNullable(BY_CALL.get(call));
    }

    /** What {@code call} gets. */
    IllegalStateException refusal(String call) {
        return new IllegalStateException(call + " inside a simulation " + reason);
    }
}
