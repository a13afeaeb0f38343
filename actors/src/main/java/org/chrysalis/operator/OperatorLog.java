package org.chrysalis.operator;

import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node tells its operator: one line per event. No prompt, answer, key or voucher signature
 * can be handed to it.
 *
 * @param node the node's alias
 */
public record OperatorLog(String node) {

    private static final Logger LOG = LoggerFactory.getLogger("chrysalis");

    public void connected(String role, String peer) {
        say("connected to {} ({})", peer, role);
    }

    public void disconnected(String peer) {
        say("{} is gone", peer);
    }

    public void rejected(String peer, Refusal refusal) {
        say("{} rejected: {}", peer, refusal.code());
    }

    public void offers(int workers, String confidentiality) {
        say("{} workers on offer, {}", workers, confidentiality);
    }

    public void asked(RequestKey key, int recipients, Nanoton signed) {
        say("{} asked, sealed for {} workers, {} signed", key, recipients, signed);
    }

    public void admitted(RequestKey key, Nanoton held) {
        say("{} admitted, {} held", key, held);
    }

    public void refused(RequestKey key, Refusal refusal) {
        say("{} refused: {} {}", key, refusal.code(), refusal.figures());
    }

    public void dispatched(RequestKey key, String worker) {
        say("{} dispatched to {}", key, worker);
    }

    public void lostBeforeFirstPart(RequestKey key, String worker) {
        say("{} lost {} before its first part, trying another", key, worker);
    }

    public void extended(RequestKey key, long tokens) {
        say("{} granted up to {} tokens", key, tokens);
    }

    public void settled(RequestKey key, Nanoton cost) {
        say("{} settled: cost {}", key, cost);
    }

    public void started(Bytes attempt, long promptTokens) {
        say("{} started: {} prompt tokens", attempt, promptTokens);
    }

    public void finished(Bytes attempt, long completionTokens, String reason) {
        say("{} finished: {} completion tokens, {}", attempt, completionTokens, reason);
    }

    public void engineFailed(Bytes attempt, String reason) {
        LOG.warn("[{}] {} failed in the engine: {}", node, attempt, reason);
    }

    public void paid(Bytes attempt, Nanoton amount, Nanoton total) {
        say("{} paid {}, {} in all", attempt, amount, total);
    }

    public void statementDisputed(RequestKey key, Nanoton stated, Nanoton counted) {
        LOG.warn("[{}] {} disputed: stated {}, counted {}", node, key, stated, counted);
    }

    /** What a worker presented beyond its earnings: charged to no client. */
    public void advanced(String channel, Nanoton amount) {
        LOG.warn(
                "[{}] the worker of channel {} was paid {} in advance; it works that off",
                node,
                channel,
                amount);
    }

    public void cashed(String channel, Nanoton total) {
        say("channel {} cashed up to {}", channel, total);
    }

    public void cashFailed(String channel, String reason) {
        LOG.warn("[{}] channel {} not cashed: {}", node, channel, reason);
    }

    public void notAgreed(String channel, Refusal refusal) {
        say(
                "channel {}: nothing is signed together: {} {}",
                channel,
                refusal.code(),
                refusal.figures());
    }

    public void errandFailed(String channel, String reason) {
        LOG.warn("[{}] channel {} not changed on chain: {}", node, channel, reason);
    }

    public void unattested(String reason) {
        LOG.warn("[{}] no evidence for a new payload key: {}; trying again", node, reason);
    }

    public void booksFailed(String channel, String reason) {
        LOG.warn(
                "[{}] the books of {} could not be written: {}; opening them again",
                node,
                channel,
                reason);
    }

    public void attemptFailed(RequestKey key, String reason) {
        LOG.error(
                "[{}] {} failed by a fault of ours: {}; settled at what was relayed",
                node,
                key,
                reason);
    }

    public void chainUnreachable(String reason) {
        LOG.warn("[{}] the chain does not answer: {}", node, reason);
    }

    /** What its server says is not believed. */
    public void chainDistrusted(String reason) {
        LOG.warn("[{}] {}", node, reason);
    }

    /** What changed about a channel that matters to its money. */
    public void channelChanged(String channel, String what) {
        say("channel {} {}", channel, what);
    }

    /** Less than it costs to cash it, at the last call. */
    public void forgone(String channel, Nanoton amount) {
        say("channel {}: {} is not worth the fee of cashing it", channel, amount);
    }

    /** Used, and not on chain when the epoch ended. */
    public void unfetched(String channel, Nanoton amount) {
        say("channel {}: {} was not cashed when its epoch ended", channel, amount);
    }

    public void reconciled(RequestKey key, Nanoton amount) {
        say("{} was open when this node died; settled at {}", key, amount);
    }

    private void say(String format, Object... figures) {
        if (LOG.isInfoEnabled()) {
            var all = new Object[figures.length + 1];
            all[0] = node;
            System.arraycopy(figures, 0, all, 1, figures.length);
            LOG.info("[{}] " + format, all);
        }
    }
}
