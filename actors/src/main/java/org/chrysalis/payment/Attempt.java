package org.chrysalis.payment;

import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;

/**
 * An attempt that is not settled: what it is bound to, and how far it is paid. Both sides hold the
 * same one and compute the same need from it.
 *
 * @param envHash 32 bytes
 * @param bounds of the envelope
 * @param terms of the envelope's version: it settles at these, whatever the network's are by then
 * @param bought completion tokens paid for, cumulative
 */
public record Attempt(
        RequestKey key, Bytes envHash, Bounds bounds, Terms terms, long bought, Progress progress) {

    /**
     * The envelope's figures.
     *
     * @param maxPrompt tokens
     * @param maxOutput completion tokens
     * @param maxCoefficient per mille
     */
    public record Bounds(long maxPrompt, long maxOutput, long maxCoefficient, Nanoton maxCost) {

        public static Bounds of(Envelope envelope) {
            return new Bounds(
                    envelope.maxPrompt(),
                    envelope.maxOutput(),
                    envelope.maxCoefficient(),
                    Nanoton.of(envelope.maxCostNano()));
        }
    }

    /** What is known of the attempt. Not durable: after a crash it is unheard of again. */
    public sealed interface Progress {

        record Unheard() implements Progress {}

        /**
         * The header came.
         *
         * @param prompt exact, without completion
         */
        record Heard(long coefficient, Usage prompt) implements Progress {}
    }

    public static Attempt admitted(
            RequestKey key, Bytes envHash, Bounds bounds, Terms terms, long bought) {
        return new Attempt(key, envHash, bounds, terms, bought, new Progress.Unheard());
    }

    /** Up to {@code tokens} are bought; never fewer than before, never above the bound. */
    public Attempt buying(long tokens) {
        long next = Math.min(Math.max(bought, tokens), bounds.maxOutput());
        return new Attempt(key, envHash, bounds, terms, next, progress);
    }

    /** As after a crash. */
    public Attempt unheard() {
        return admitted(key, envHash, bounds, terms, bought);
    }

    public Attempt hearing(Progress.Heard heard) {
        return new Attempt(key, envHash, bounds, terms, bought, heard);
    }

    /** What must be signed for it beyond everything settled. */
    public Nanoton need() {
        return atMost(bought);
    }

    /** What it can cost if it runs to its end. */
    public Nanoton worst() {
        return atMost(bounds.maxOutput());
    }

    /**
     * Whether {@code maxCost} covers what is bought. Beyond it nothing is granted: a charge that is
     * cut while the worker earns in full would be paid by the proxy.
     */
    public boolean isCovered() {
        return !needAtAnyCost().isMoreThan(bounds.maxCost());
    }

    /** What is bought may cost this, were it not for {@code maxCost}. */
    public Nanoton needAtAnyCost() {
        return uncapped(bought);
    }

    /** What {@code usage} is charged: its price, but never above what the client allowed. */
    public Nanoton charge(Usage usage, long coefficient) {
        return terms.cost(usage, coefficient).min(bounds.maxCost());
    }

    private Nanoton atMost(long completion) {
        return uncapped(completion).min(bounds.maxCost());
    }

    private Nanoton uncapped(long completion) {
        return switch (progress) {
            case Progress.Unheard _ ->
                terms.worstCost(bounds.maxPrompt(), completion, bounds.maxCoefficient());
            case Progress.Heard(var coefficient, var prompt) ->
                terms.heldCost(prompt, completion, coefficient);
        };
    }
}
