package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Client, proxy, or both die at each write of a play in which they sign something together. Whoever
 * closes the channel afterwards, the proxy has what was used, and the client what it never signed.
 */
class AgreementCrashTest {

    private static final Nanoton LEFT = Nanoton.ton(2);

    /** Of what the client sends itself, in three messages at the most. */
    private static final Nanoton FEES = Nanoton.of(100_000_000);

    private static final List<String> CLIENT = List.of(SimulatedNetwork.CLIENT);
    private static final List<String> PROXY = List.of(SimulatedNetwork.PROXY);
    private static final List<String> BOTH =
            List.of(SimulatedNetwork.CLIENT, SimulatedNetwork.PROXY);

    /** How long the chain may take to decide, and all sides to see it. */
    private static final Duration REST = Duration.ofMinutes(6);

    private enum Play {
        PARTING,
        WITHDRAWAL,
        KEY_CHANGE;

        ClientCommand wish(ActorRef<ChannelReply> replyTo) {
            return switch (this) {
                case PARTING -> new ClientCommand.CloseTogether(replyTo);
                case WITHDRAWAL -> new ClientCommand.Withdraw(LEFT, replyTo);
                case KEY_CHANGE -> new ClientCommand.SetKey(replyTo);
            };
        }

        /** Until both sides write something about it. */
        Duration lead() {
            return switch (this) {
                case PARTING, WITHDRAWAL -> Duration.ZERO;
                case KEY_CHANGE -> Duration.ofMinutes(61);
            };
        }
    }

    /** Each write that a play has; after none, what was said may not have left. */
    static Stream<Arguments> points() {
        return Stream.of(
                Arguments.of(Play.PARTING, CLIENT, 0),
                Arguments.of(Play.PARTING, CLIENT, 1),
                Arguments.of(Play.PARTING, PROXY, 1),
                Arguments.of(Play.PARTING, PROXY, 2),
                Arguments.of(Play.PARTING, BOTH, 1),
                Arguments.of(Play.PARTING, BOTH, 2),
                Arguments.of(Play.WITHDRAWAL, CLIENT, 1),
                Arguments.of(Play.WITHDRAWAL, PROXY, 1),
                Arguments.of(Play.WITHDRAWAL, BOTH, 1),
                Arguments.of(Play.WITHDRAWAL, BOTH, 2),
                Arguments.of(Play.KEY_CHANGE, CLIENT, 1),
                Arguments.of(Play.KEY_CHANGE, PROXY, 1),
                Arguments.of(Play.KEY_CHANGE, PROXY, 2),
                Arguments.of(Play.KEY_CHANGE, BOTH, 2));
    }

    @ParameterizedTest(name = "{0} {1} after write {2}")
    @MethodSource("points")
    void whoeverDiesAtAWriteNobodyLosesWhatIsHis(Play play, List<String> dying, int write) {
        var dear = new DearNetwork();
        dear.answered();
        var used = dear.used();
        var signed = dear.signed();
        var before = dear.wallet();
        play(dear, play, dying, write);
        closed(dear);
        assertFalse(used.isMoreThan(dear.revenue()), () -> used + " used, " + dear.revenue());
        assertFalse(dear.revenue().isMoreThan(signed), () -> signed + " signed");
        var came = dear.wallet().minus(before).plus(FEES);
        var least = dear.network.network().plan().deposit().minus(signed);
        assertFalse(least.isMoreThan(came), () -> least + " not signed, " + came);
        dear.end();
    }

    private static void play(DearNetwork dear, Play play, List<String> dying, int write) {
        long last = writes(dear, dying) + write;
        dear.network.want(play::wish);
        var loop = dear.world.loop();
        var limit = loop.now().plus(play.lead()).plusSeconds(20);
        assertTrue(loop.runUntil(() -> writes(dear, dying) >= last, limit), "no such write");
        dying.forEach(dear.network::crash);
        dear.run(Duration.ofSeconds(2));
        dying.forEach(dear.network::raise);
        dear.run(REST.plus(play.lead()));
    }

    private static long writes(DearNetwork dear, List<String> dying) {
        return dear.world.disks().log().stream()
                .filter(one -> dying.contains(one.owner()))
                .count();
    }

    /** By the client alone, unless it is closed: the last word is the contract's. */
    private static void closed(DearNetwork dear) {
        if (dear.state().epoch() == 0) {
            dear.network.want(ClientCommand.RequestClose::new);
            dear.run(Duration.ofMinutes(61));
            dear.finishClose();
        }
        assertEquals(1, dear.state().epoch());
        dear.run(Duration.ofSeconds(5));
    }
}
