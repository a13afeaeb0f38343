package org.chrysalis.simulator.mutant;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.chrysalis.agreement.Promise;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.StatementStore;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;
import org.chrysalis.watching.ChannelView;
import org.slf4j.LoggerFactory;
import org.ton.ton4j.cell.CellBuilder;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What changed bytecode calls in place of a method ({@link Edit.CallBlunder}): of an instance's
 * method the object comes first.
 */
public final class Blunders {

    /** What a reply hears in place of the state: it was not journaled yet. */
    private static final Object NOT_JOURNALED = null;

    private static final Bytes NO_TAG = Bytes.of(new byte[16]);

    private Blunders() {}

    /** Tells before it is journaled; the reply must not need the state. */
    @SuppressWarnings("unchecked") // there is none
    public static <E, S, R> ReplyEffect<E, S> replyFirst(
            EffectBuilder<E, S> journaling, ActorRef<R> replyTo, Function<S, R> reply) {
        try {
            replyTo.tell(reply.apply((S) NOT_JOURNALED));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        return journaling.thenNoReply();
    }

    /** Whatever was promised. */
    public static Optional<Refusal> refusesNothing(Promise promise, ChannelView view) {
        return Optional.empty();
    }

    /** @param task of a worker's generation: what it was paid for does not count */
    public static long unlimited(Object task) {
        return 1L << 20;
    }

    /** As long as what is sealed, and open to everybody. */
    public static Bytes unsealed(Bytes key, Bytes nonce, Bytes aad, Bytes plaintext) {
        return Bytes.concat(plaintext, NO_TAG);
    }

    /** What {@link #unsealed} made. */
    public static Bytes opened(Bytes key, Bytes nonce, Bytes aad, Bytes ciphertext) {
        return ciphertext.slice(0, ciphertext.length() - NO_TAG.length());
    }

    /** Helpful, if something is to be found out, and forgotten there. */
    public static void runAndLog(
            InferenceEngine engine,
            InferenceEngine.Job job,
            ActorRef<? super InferenceEngine.Event> events) {
        LoggerFactory.getLogger("chrysalis")
                .info("runs {}", job.prompt().turns().getLast().content());
        engine.run(job, events);
    }

    public static CellBuilder storeZero(CellBuilder builder, long value, int bits) {
        return builder.storeUint(0, bits);
    }

    /** Towards plus infinity. */
    public static BigInteger divideUp(BigInteger product, BigInteger scale) {
        var parts = product.divideAndRemainder(scale);
        return parts[0].add(BigInteger.valueOf(parts[1].signum()));
    }

    /** Whatever is in the store. */
    public static CompletionStage<List<Statement>> findsNothing(
            StatementStore store, String books, long seq, int limit) {
        return CompletableFuture.completedStage(List.of());
    }
}
