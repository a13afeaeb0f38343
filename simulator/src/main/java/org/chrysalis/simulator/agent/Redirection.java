package org.chrysalis.simulator.agent;

import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The methods of the JDK that a simulation answers itself. */
enum Redirection {
    NANO_TIME("java/lang/System.nanoTime()J", "nanoTime"),
    MILLIS("java/lang/System.currentTimeMillis()J", "currentTimeMillis"),
    NOW("java/time/Instant.now()Ljava/time/Instant;", "instantNow"),
    SOURCE("java/time/InstantSource.system()Ljava/time/InstantSource;", "instantSource"),
    CLOCK("java/time/Clock.systemUTC()Ljava/time/Clock;", "clock"),
    UUID("java/util/UUID.randomUUID()Ljava/util/UUID;", "randomUuid"),
    RANDOM("java/lang/Math.random()D", "mathRandom"),
    POOL(
            "java/util/concurrent/ForkJoinPool.commonPool()Ljava/util/concurrent/ForkJoinPool;",
            "commonPool"),
    SLEEP("java/lang/Thread.sleep(J)V", "sleep"),
    JOIN("java/util/concurrent/CompletableFuture.join()Ljava/lang/Object;", "join"),
    GET("java/util/concurrent/CompletableFuture.get()Ljava/lang/Object;", "get");

    private static final Map<String, Redirection> BY_ORIGINAL = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(one -> one.original, Function.identity()));

    private final String original;
    private final String target;

    Redirection(String original, String target) {
        this.original = original;
        this.target = target;
    }

    static Optional<Redirection> of(MemberRefEntry method) {
        return Optional.ofNullable(BY_ORIGINAL.get(method.owner().asInternalName()
                + "."
                + method.name().stringValue()
                + method.type().stringValue()));
    }

    static Optional<Redirection> of(DirectMethodHandleDesc method) {
        var owner = method.owner().descriptorString();
        return Optional.ofNullable(BY_ORIGINAL.get(owner.substring(1, owner.length() - 1)
                + "."
                + method.methodName()
                + method.lookupDescriptor()));
    }

    /** The method of {@link Redirects}. */
    String target() {
        return target;
    }

    /** The target's type: an instance method's receiver becomes the first argument. */
    MethodTypeDesc type(MethodTypeDesc called) {
        return switch (this) {
            case JOIN, GET ->
                called.insertParameterTypes(
                        0, ClassDesc.of("java.util.concurrent.CompletableFuture"));
            case NANO_TIME, MILLIS, NOW, SOURCE, CLOCK, UUID, RANDOM, POOL, SLEEP -> called;
        };
    }
}
