package org.chrysalis.cluster.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cluster.link.Envelope.Kind;
import org.chrysalis.cluster.tls.NodeIdentity;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A member of the cluster that says what no link would. */
class ArteryStrangeMemberTest {

    private static final long PATIENCE_S = 30;
    private static final String ENDPOINT = "/system/chrysalis-link";
    private static final InstantSource CLOCK = InstantSource.system();

    private final ActorSystem<Void> home = member(1);
    private final ActorSystem<Void> abroad = member(2);
    private final Guardian guardian = new Guardian(home);
    private final BlockingQueue<Envelope> answers = new LinkedBlockingQueue<>();
    private final ActorRef<Object> stranger = abroad.systemActorOf(
            Behaviors.receiveMessage(message -> {
                if (message instanceof Envelope envelope) {
                    answers.add(envelope);
                }
                return Behaviors.same();
            }),
            "chrysalis-link",
            Props.empty());

    private final ActorRef<Object> link = ActorRefResolver.get(abroad)
            .resolveActorRef("pekko://chrysalis@127.0.0.1:" + port(home) + ENDPOINT);

    ArteryStrangeMemberTest() {
        var settings = new ArteryLink.Settings(id(1), 1, _ -> true, List.of());
        var bounds = LinkBounds.of(home.settings().config());
        new ArteryLink(home, settings, bounds, CLOCK, Tap.NONE).listen(guardian.ref());
    }

    private static ActorSystem<Void> member(int number) {
        var config = ClusterMember.config("worker", "127.0.0.1", 0, List.of())
                .withFallback(ConfigFactory.parseResources("chrysalis-node.conf"))
                .withFallback(ConfigFactory.load());
        var tls = ClusterMember.tls(NodeIdentity.of(seed(number), CLOCK.instant()), _ -> true);
        return ActorSystem.create(
                Behaviors.empty(),
                ClusterMember.SYSTEM,
                ActorSystemSetup.create(BootstrapSetup.create(config), tls));
    }

    private static Bytes seed(int number) {
        return Bytes.ofHex("0%d".formatted(number).repeat(32));
    }

    private static NodeId id(int number) {
        return new NodeId(SigningKey.fromSeed(seed(number)).publicKey());
    }

    private static int port(ActorSystem<?> system) {
        return system.address().getPort().orElseThrow();
    }

    @AfterEach
    void end() {
        home.terminate();
        abroad.terminate();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chrysalis-link",
                "pekko://chrysalis@127.0.0.1" + ENDPOINT,
                "pekko://chrysalis@127.0.0.1:%home" + ENDPOINT,
                "pekko://chrysalis@127.0.0.1:%home/user",
                "pekko://chrysalis" + ENDPOINT,
                "pekko://chrysalis/user",
                "tcp://chrysalis@127.0.0.1:1" + ENDPOINT,
                "pekko://chrysalis@[::1:1" + ENDPOINT,
                "pekko://chrysalis@127.0.0.1:1/system/\u0000 %zz"
            })
    void whoGivesNoPlaceToAnswerOpensNoSessionAndEndsNoOther(String place) throws Exception {
        open(7, place.replace("%home", String.valueOf(port(home))));
        var own = ActorRefResolver.get(abroad).toSerializationFormat(stranger);
        open(8, own);
        var answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertNotNull(answer, "the link is silent");
        assertEquals(Kind.OPENED, answer.kind());
        assertEquals(8, guardian.up().session());
    }

    @Test
    void aWorkingPlaceOpensOne() throws Exception {
        open(9, ActorRefResolver.get(abroad).toSerializationFormat(stranger));
        assertEquals(9, guardian.up().session());
    }

    private void open(long session, String place) {
        link.tell(
                new Envelope(Kind.OPEN, id(2).key().toArray(), 1, session, 0, place, new byte[0]));
    }
}
