package org.chrysalis.cluster.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.cluster.node.LocalNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** SIGKILL for each kind of node of {@code demo --processes}, while it has an attempt. */
@TestInstance(Lifecycle.PER_CLASS)
class KilledNodesTest {

    private static final String QUESTION = "Tell me a story.";
    private static final long LONG_ANSWER = 4_000;

    private DemoProcess demo;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        demo = new DemoProcess(folder, "--processes").awaitUp();
    }

    @AfterAll
    void end() {
        demo.close();
    }

    @Test
    void aWorkerThatDiesBeforeItsFirstTokenIsReplacedUnseen() throws Exception {
        int mark = demo.mark();
        var slow = "window river ".repeat(3_000);
        var answer = CompletableFuture.supplyAsync(() -> ask(slow, 20));
        var victim = demo.await(mark, "dispatched to (worker-\\d)").group(1);
        demo.kill(victim);
        assertEquals("length", answer.get(120, TimeUnit.SECONDS));

        demo.await(mark, "lost " + victim + " before its first part");
        restart(victim, "worker");
        assertBooksAgree();
    }

    @Test
    void aWorkerThatDiesInMidAnswerIsNamedAndPaidForWhatCame() throws Exception {
        long before = demo.control("client", "books").path("usedNano").asLong();
        int mark = demo.mark();
        var victim = new AtomicReference<String>();
        var failed = assertThrows(DemoFailure.class, () -> demo.app()
                .ask(LocalNetwork.MODEL, QUESTION, LONG_ANSWER, after(20, () -> {
                    victim.set(demo.await(mark, "dispatched to (worker-\\d)").group(1));
                    demo.kill(victim.get());
                })));
        var said = Pattern.compile("vanished after (\\d+) completion tokens")
                .matcher(failed.getMessage());
        assertTrue(said.find(), failed.getMessage());
        assertTrue(Integer.parseInt(said.group(1)) >= 16, failed.getMessage());

        restart(victim.get(), "worker");
        assertNotEquals(before, assertBooksAgree(), "what came is charged");
    }

    @Test
    void aProxyThatDiesInMidAnswerLosesNoVoucher() throws Exception {
        var before = demo.control("client", "books");
        var failed = assertThrows(DemoFailure.class, () -> demo.app()
                .ask(
                        LocalNetwork.MODEL,
                        QUESTION,
                        LONG_ANSWER,
                        after(20, () -> demo.kill("proxy"))));
        assertTrue(failed.getMessage().contains("proxy went away"), failed.getMessage());

        int mark = demo.mark();
        demo.restart("proxy");
        demo.await(mark, "\\[client] [1-9] workers? on offer");
        assertEquals("length", ask(QUESTION, 20), "the next request works");
        demo.await(mark, "\\[client] connected to proxy");
        demo.awaitBooks("client", books -> books.path("workers").asInt() == 2);
        long used = assertBooksAgree();
        assertTrue(used > before.path("usedNano").asLong());
    }

    /** Why the answer ended. */
    private String ask(String prompt, long maxTokens) {
        try {
            return demo.app()
                    .ask(LocalNetwork.MODEL, prompt, maxTokens, _ -> {})
                    .last()
                    .path("choices")
                    .path(0)
                    .path("finish_reason")
                    .asText();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private interface Act {
        void run() throws Exception;
    }

    private static java.util.function.Consumer<String> after(int deltas, Act act) {
        var count = new AtomicInteger();
        return _ -> {
            if (count.incrementAndGet() == deltas) {
                try {
                    act.run();
                } catch (Exception failure) {
                    throw new AssertionError(failure);
                }
            }
        };
    }

    private void restart(String alias, String role) throws Exception {
        int mark = demo.mark();
        demo.restart(alias);
        demo.await(mark, "\\[proxy] connected to " + alias + " \\(" + role + "\\)");
        demo.awaitBooks("client", books -> books.path("workers").asInt() == 2);
    }

    /** All three sides count the same once nothing is open; what that is. */
    private long assertBooksAgree() throws Exception {
        var client = demo.awaitBooks("client", books -> books.path("open").asInt() == 0);
        var proxy = demo.control("proxy", "books");
        assertEquals(client.path("usedNano"), proxy.path("usedNano"));
        long earned = 0;
        for (var worker : new String[] {"worker-1", "worker-2"}) {
            var books = demo.awaitBooks(worker, one -> one.path("open").asInt() == 0);
            earned += books.path("earnedNano").asLong();
        }
        assertEquals(proxy.path("paidOutNano").asLong(), earned);
        assertFalse(client.path("signedNano").asLong() < client.path("usedNano").asLong());
        return client.path("usedNano").asLong();
    }
}
