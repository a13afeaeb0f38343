package org.chrysalis.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.chrysalis.house.Calls.accessAny;
import static org.chrysalis.house.Calls.dependOn;

import com.tngtech.archunit.lang.ArchRule;

import org.chrysalis.house.breach.AsksForTheLocale;
import org.chrysalis.house.breach.Blocks;
import org.chrysalis.house.breach.DrawsAtRandom;
import org.chrysalis.house.breach.ImportsAnyModule;
import org.chrysalis.house.breach.IteratesWithoutOrder;
import org.chrysalis.house.breach.Logs;
import org.chrysalis.house.breach.Prints;
import org.chrysalis.house.breach.ReadsClock;
import org.chrysalis.house.breach.Synchronizes;
import org.chrysalis.house.breach.UsesFilesAndSockets;
import org.chrysalis.house.breach.UsesNativeCode;
import org.chrysalis.house.breach.UsesPekko;
import org.chrysalis.house.breach.UsesStreams;
import org.chrysalis.house.breach.one.Circle;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who may use what (ARCHITECTURE §2 and §6). Each rule names the class that breaks it in every one
 * of its methods, which proves that it can fail.
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes ArchUnit's rules
enum HouseRule {
    LEAVES_IMPORT_NO_MODULE(
            List.of("ton-contracts"),
            importNone("inference-native", "actors", "simulator", "cluster"),
            ImportsAnyModule.Outside.class),
    ENGINE_IMPORTS_NO_MODULE(
            List.of("inference-native"),
            importNone("ton-contracts", "actors", "simulator", "cluster"),
            ImportsAnyModule.class),
    ACTORS_IMPORT_CONTRACTS_ONLY(
            List.of("actors"),
            importNone("inference-native", "simulator", "cluster"),
            ImportsAnyModule.Outside.class),
    SIMULATOR_IMPORTS_NO_NATIVE_CODE_AND_NO_CLUSTER(
            List.of("simulator"),
            importNone("inference-native", "cluster"),
            ImportsAnyModule.Outside.class),
    CLUSTER_IMPORTS_NO_SIMULATOR(
            List.of("cluster"), importNone("simulator"), ImportsAnyModule.Simulator.class),
    LEAVES_HAVE_NO_PEKKO_AND_NO_GRPC(
            List.of("ton-contracts", "inference-native"),
            dependOn("org.apache.pekko..", "io.grpc..", "com.google.protobuf.."),
            UsesPekko.class),
    NATIVE_CODE_IS_INFERENCE_NATIVES(
            List.of("ton-contracts", "actors", "simulator", "cluster"),
            dependOn("org.bytedeco..", "org.chrysalis.llama.jni..", "java.lang.foreign.."),
            UsesNativeCode.class),
    NO_STREAMS_OR_REMOTING_IN_ACTORS(
            List.of("actors"),
            dependOn(
                    "org.apache.pekko.stream..",
                    "org.apache.pekko.remote..",
                    "org.apache.pekko.cluster..",
                    "org.apache.pekko.http..",
                    "org.apache.pekko.grpc.."),
            UsesStreams.class),
    NO_CLOCK(
            Scope.DETERMINISTIC,
            accessAny(
                    "java.lang.System.nanoTime",
                    "java.lang.System.currentTimeMillis",
                    "java.time.Instant.now",
                    "java.time.LocalDate.now",
                    "java.time.LocalDateTime.now",
                    "java.time.ZonedDateTime.now",
                    "java.time.OffsetDateTime.now",
                    "java.time.InstantSource.system",
                    "java.time.Clock.*",
                    "java.util.Date.<init>"),
            ReadsClock.class),
    NO_CHANCE(
            Scope.DETERMINISTIC,
            accessAny(
                    "java.lang.Math.random",
                    "java.util.UUID.randomUUID",
                    "java.lang.System.identityHashCode",
                    "java.util.Random.*",
                    "java.util.SplittableRandom.*",
                    "java.util.random.*",
                    "java.util.Collections.shuffle",
                    "java.util.concurrent.ThreadLocalRandom.*",
                    "java.security.SecureRandom.*"),
            DrawsAtRandom.class),
    NO_THREAD_LOCK_OR_BLOCKING_CALL(
            Scope.DETERMINISTIC,
            accessAny(
                    "java.lang.Thread.*",
                    "java.lang.Object.wait",
                    "java.lang.Object.notify",
                    "java.lang.Object.notifyAll",
                    "java.util.Timer.*",
                    "java.util.concurrent.Executors.*",
                    "java.util.concurrent.ExecutorService.*",
                    "java.util.concurrent.ForkJoinPool.*",
                    "java.util.concurrent.CountDownLatch.*",
                    "java.util.concurrent.Semaphore.*",
                    "java.util.concurrent.locks.*",
                    "java.util.concurrent.Future.get",
                    "java.util.concurrent.CompletableFuture.get",
                    "java.util.concurrent.CompletableFuture.join",
                    "java.util.concurrent.CompletableFuture.supplyAsync",
                    "java.util.concurrent.CompletableFuture.runAsync",
                    "java.util.concurrent.CompletableFuture.orTimeout",
                    "java.util.concurrent.CompletableFuture.delayedExecutor",
                    "java.util.Collection.parallelStream",
                    "scala.concurrent.Await.*"),
            Blocks.class),
    NO_SYNCHRONIZED(Scope.DETERMINISTIC, Calls.synchronize(), Synchronizes.class),
    NO_FILE_OR_SOCKET(
            Scope.DETERMINISTIC,
            dependOn(
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "javax.net..",
                    "java.io.File*",
                    "java.io.RandomAccessFile",
                    "java.sql.."),
            UsesFilesAndSockets.class),
    NO_COLLECTION_WITHOUT_ORDER(
            List.of("actors"),
            accessAny(
                    "java.util.Set.of",
                    "java.util.Set.copyOf",
                    "java.util.Map.of",
                    "java.util.Map.ofEntries",
                    "java.util.Map.copyOf",
                    "java.util.HashMap.<init>",
                    "java.util.HashSet.<init>",
                    "java.util.IdentityHashMap.<init>",
                    "java.util.WeakHashMap.<init>",
                    "java.util.concurrent.ConcurrentHashMap.<init>",
                    "java.util.stream.Collectors.toSet",
                    "java.util.stream.Collectors.toUnmodifiableSet",
                    "java.util.stream.Collectors.toUnmodifiableMap",
                    "java.util.stream.Collectors.toConcurrentMap",
                    "java.util.stream.Collectors.groupingByConcurrent",
                    // With a supplier of the map there are four, and three.
                    "java.util.stream.Collectors.toMap/2",
                    "java.util.stream.Collectors.toMap/3",
                    "java.util.stream.Collectors.groupingBy/1",
                    "java.util.stream.Collectors.groupingBy/2"),
            IteratesWithoutOrder.class),
    ONLY_THE_OPERATORS_LOG_LOGS(
            Scope.DETERMINISTIC,
            accessAny(
                    "org.slf4j.*",
                    "java.util.logging.*",
                    "java.lang.System.getLogger",
                    "java.lang.System$Logger.*",
                    "java.lang.Throwable.printStackTrace",
                    "org.apache.pekko.actor.typed.javadsl.ActorContext.getLog",
                    "org.apache.pekko.actor.typed.javadsl.Behaviors.logMessages"),
            Logs.class),
    ONLY_COMMAND_LINES_PRINT_AND_EXIT(
            Sources.PRODUCT,
            accessAny(
                    "java.lang.System.out",
                    "java.lang.System.err",
                    "java.lang.System.exit",
                    "java.lang.Runtime.exit",
                    "java.lang.Runtime.halt"),
            Prints.class),
    NO_DEFAULT_LOCALE(
            Sources.PRODUCT,
            accessAny(
                    "java.lang.String.formatted",
                    "java.lang.String.format/2",
                    "java.lang.String.toLowerCase/0",
                    "java.lang.String.toUpperCase/0",
                    "java.io.PrintStream.format/2",
                    "java.io.PrintStream.printf/2",
                    "java.io.PrintWriter.format/2",
                    "java.io.PrintWriter.printf/2",
                    "java.time.format.DateTimeFormatter.ofPattern/1",
                    "java.util.Formatter.<init>",
                    "java.util.Locale.getDefault"),
            AsksForTheLocale.class),
    NO_CYCLES_AMONG_PACKAGES_OF_ACTORS(
            List.of("actors"),
            slices().assignedFrom(new Areas()).should().beFreeOfCycles(),
            Circle.class);

    final List<String> modules;
    final ArchRule rule;
    final Class<?> breach;

    HouseRule(List<String> modules, ArchRule rule, Class<?> breach) {
        this.modules = modules;
        this.rule = rule;
        this.breach = breach;
    }

    /** Nor jmh, whatever the others. */
    private static ArchRule importNone(String... modules) {
        var packages = Stream.concat(
                Stream.of("org.chrysalis.bench.."),
                Stream.of(modules).flatMap(module -> Stream.of(Modules.packages(module))));
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages.toArray(String[]::new)));
    }

    /** An enum's own constants cannot be named before it. */
    private static final class Scope {
        static final List<String> DETERMINISTIC = List.of("actors", "ton-contracts");
    }
}
