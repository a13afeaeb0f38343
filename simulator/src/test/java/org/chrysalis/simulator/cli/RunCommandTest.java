package org.chrysalis.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.chrysalis.simulator.runtime.FreshJvm;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/** {@code ./chrysalis sim run one-request --seed N --json}. */
class RunCommandTest {

    @Test
    void oneSeedPrintsOneHashInFreshJvmsAndAnotherSeedAnother()
            throws IOException, InterruptedException {
        var once = start("7", "");
        var serial = start(
                "7",
                "-XX:+UseSerialGC -XX:TieredStopAtLevel=4 -Duser.language=ar -Duser.country=EG"
                        + " -Dchrysalis.client.limits.recipients=1");
        var seven = result(once);
        assertEquals(
                List.of("seed", "traceHash", "messages", "virtualMs", "cpuMs", "conservation"),
                seven.properties().stream().map(entry -> entry.getKey()).toList());
        assertEquals(7, seven.get("seed").longValue());
        assertTrue(seven.get("conservation").booleanValue());
        assertTrue(seven.get("messages").longValue() > 100, seven::toString);
        assertEquals(repeatable(seven), repeatable(result(serial)));

        var eight = result(start("8", ""));
        assertNotEquals(seven.get("traceHash"), eight.get("traceHash"));
    }

    /** The order of a folder's jars is another one on another file system. */
    @Test
    void theOrderOfTheClassPathChangesNothing() throws IOException, InterruptedException {
        var reversed = FreshJvm.startReversed(
                SimulatorMain.class, "run", "one-request", "--seed", "7", "--json");
        assertEquals(repeatable(result(start("7", ""))), repeatable(result(reversed)));
    }

    private static Process start(String seed, String options) throws IOException {
        return FreshJvm.start(
                SimulatorMain.class, options, "run", "one-request", "--seed", seed, "--json");
    }

    private static ObjectNode result(Process process) throws IOException, InterruptedException {
        return (ObjectNode) new ObjectMapper().readTree(FreshJvm.output(process));
    }

    /** All but the time that this machine took. */
    private static ObjectNode repeatable(ObjectNode result) {
        return result.deepCopy().without("cpuMs");
    }
}
