package org.chrysalis.simulator.oracle;

import org.chrysalis.client.ChannelReply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What owners wanted of their channels, and what they were told. L5: each hears one end. */
final class Wishes {

    /**
     * What both sides sign is valid for at most ten minutes, and the chain's last word on it comes
     * a block and a reading later; the wallet's message takes as long again on a busy chain.
     */
    static final Duration PATIENCE = Duration.ofMinutes(22);

    /**
     * One of them.
     *
     * @param replies grow as the run goes on
     */
    record Wish(String client, int life, Instant at, String what, List<ChannelReply> replies) {}

    private final Lives lives;
    private final Verdicts verdicts;
    private final List<Wish> all = new ArrayList<>();

    Wishes(Lives lives, Verdicts verdicts) {
        this.lives = lives;
        this.verdicts = verdicts;
    }

    void wished(Wish wish) {
        all.add(wish);
    }

    void look(Instant now, States states) {
        for (var wish : all) {
            wish.replies().forEach(states::replied);
            verdicts.require(
                    wish.replies().size() <= 1,
                    "L5",
                    () -> "an owner heard two ends: " + wish,
                    wish.client());
            if (wish.replies().isEmpty() && wish.life() == lives.life(wish.client())) {
                overdue(wish, now);
            }
        }
    }

    private void overdue(Wish wish, Instant now) {
        var since = later(lives.calmSince(wish.client()), wish.at());
        verdicts.require(
                since.equals(Instant.MAX) || !now.isAfter(since.plus(PATIENCE)),
                "L5",
                () -> "an owner heard no end of " + wish,
                wish.client());
    }

    /**
     * Nobody waits any more, but for those who asked while the chain stood: their wallets' pauses
     * have grown with the wait.
     *
     * @param halted until when the chain stood last
     */
    void atRest(Instant halted) {
        for (var wish : all) {
            verdicts.require(
                    !wish.replies().isEmpty()
                            || wish.life() < lives.life(wish.client())
                            || wish.at().isBefore(halted),
                    "L5",
                    () -> "at rest an owner has heard no end of " + wish,
                    wish.client());
        }
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
