package org.chrysalis.sealing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Usage;
import org.chrysalis.port.Randomness;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.sealing.ResponseOpener.Opening;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One prompt for two workers, one answer of the first; then every way to tamper with it. */
class SealedStreamTest {

    private static final Bytes SALT = Bytes.ofHex("07".repeat(32));
    private static final Prompt PROMPT = new Prompt(
            List.of(new Turn("user", "a secret question")), 64, Sampling.greedy(), List.of("###"));

    private final Randomness chance = new Samples.Chance(new Random(5));
    private final Worker first = new Worker(chance, 1);
    private final Worker second = new Worker(chance, 2);
    private final RequestSealer.Sealed sealed = RequestSealer.seal(
            Samples.envelope(),
            new Plaintext(Bytes.of(new byte[16]), SALT, PROMPT),
            List.of(first.config, second.config),
            chance);

    private static final class Worker {
        private final SigningKey node;
        private final PayloadKey key;
        private final KeyConfig config;

        Worker(Randomness chance, int number) {
            node = SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
            key = PayloadKey.generate(chance);
            config = Samples.config(key.publicKey(), node);
        }
    }

    @Test
    void eachAddressedWorkerOpensThePrompt() throws Malformed {
        var request = SealedRequest.decode(sealed.request().encode());
        assertEquals(PROMPT, first.key.open(request, first.config).plaintext().prompt());
        assertEquals(PROMPT, second.key.open(request, second.config).plaintext().prompt());
    }

    @Test
    void aWorkerThatWasNotAddressedOpensNothing() {
        var stranger = new Worker(chance, 3);
        assertThrows(Malformed.class, () -> stranger.key.open(sealed.request(), stranger.config));
        assertThrows(Malformed.class, () -> first.key.open(sealed.request(), second.config));
    }

    @Test
    void aFlipOfAnyByteOfTheRequestIsSeenByEveryWorker() {
        var bytes = sealed.request().encode().toArray();
        for (int at = 0; at < bytes.length; at += at < 200 ? 1 : 37) {
            var altered = bytes.clone();
            altered[at] ^= 1;
            assertThrows(
                    Malformed.class,
                    () -> first.key.open(SealedRequest.decode(Bytes.of(altered)), first.config),
                    "byte " + at);
        }
    }

    @Test
    void aTruncatedRequestIsRefused() {
        var bytes = sealed.request().encode();
        for (int length = 0; length < bytes.length(); length += 61) {
            var cut = bytes.slice(0, length);
            assertThrows(
                    Malformed.class, () -> first.key.open(SealedRequest.decode(cut), first.config));
        }
    }

    @Test
    void theClientOpensWhatTheWorkerSealedAndTheReceiptVerifies() throws Malformed {
        var openings = new ArrayList<Opening>();
        var opener = opener();
        for (var part : answer()) {
            openings.addAll(opener.open(part));
        }
        assertEquals(4, openings.size());
        assertEquals("to be", ((Opening.Text) openings.get(1)).text() + text(openings.get(2)));
        var ended = assertInstanceOf(Opening.Ended.class, openings.get(3));
        assertEquals(new Usage(9, 0, 20, 0), ended.usage());
    }

    @Test
    void aFlipOfAnyByteOfTheAnswerIsSeen() throws Malformed {
        var parts = answer();
        for (int which = 0; which < parts.size(); which++) {
            for (int at = 0; at < parts.get(which).length(); at++) {
                var altered = parts.get(which).toArray();
                altered[at] ^= 1;
                var copy = new ArrayList<>(parts);
                copy.set(which, Bytes.of(altered));
                assertThrows(Malformed.class, () -> openAll(copy), which + ":" + at);
            }
        }
    }

    @Test
    void aPartThatIsDroppedRepeatedSwappedOrTooLateIsSeen() throws Malformed {
        var parts = answer();
        assertThrows(Malformed.class, () -> openAll(List.of(parts.get(0), parts.get(2))));
        assertThrows(
                Malformed.class, () -> openAll(List.of(parts.get(0), parts.get(1), parts.get(1))));
        assertThrows(Malformed.class, () -> openAll(List.of(parts.get(1), parts.get(0))));
        assertThrows(
                Malformed.class,
                () -> openAll(List.of(parts.get(0), parts.get(1), parts.get(2), parts.get(1))));
    }

    private static String text(Opening opening) {
        return ((Opening.Text) opening).text();
    }

    private void openAll(List<Bytes> parts) throws Malformed {
        var opener = opener();
        for (var part : parts) {
            opener.open(part);
        }
    }

    private ResponseOpener opener() {
        return new ResponseOpener(
                sealed,
                SALT,
                Map.of(
                        first.config.keyId(), first.config,
                        second.config.keyId(), second.config));
    }

    private List<Bytes> answer() throws Malformed {
        var opened = first.key.open(sealed.request(), first.config);
        var serving = new ResponseSealer.Serving(
                first.config, first.node, Samples.ZERO_32, "test engine", 1_000);
        var sealer = new ResponseSealer(opened, serving, new Samples.Chance(new Random(9)));
        var prompt = Usage.ofPrompt(9, 0);
        return List.of(
                Bytes.concat(
                        sealer.header(prompt), sealer.data("to ", prompt.withCompletion(1, 0))),
                sealer.data("be", prompt.withCompletion(20, 0)),
                sealer.finish(prompt.withCompletion(20, 0), FinishReason.STOP));
    }
}
