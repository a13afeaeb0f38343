package org.chrysalis.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;

import org.chrysalis.client.ClientSettings;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.worker.WorkerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/** What an operator may write, and what he hears of what he may not. */
class SectionTest {

    @Test
    void theReferenceIsWhatTheDesignSays() {
        var root = Section.reference();
        assertEquals(3, ClientSettings.Limits.of(root).recipients());
        assertEquals(Duration.ofSeconds(2), ProxySettings.Limits.of(root).finalWait());
        assertEquals(Duration.ofMinutes(1), ProxySettings.Limits.of(root).absence());
        assertEquals(Duration.ofMillis(40), WorkerSettings.Limits.of(root).tick());
        assertEquals(Duration.ofMinutes(10), ProxySettings.Limits.of(root).timeToCash());
        assertEquals(Duration.ofMinutes(20), WorkerSettings.Limits.of(root).timeToCash());
    }

    /** Else an unknown key would be known by being set, and a seed's outcome be its process's. */
    @Test
    void theReferenceIsWithoutWhatTheProcessWasTold() {
        var key = "chrysalis.worker.limits.slots";
        System.setProperty(key, "7");
        try {
            ConfigFactory.invalidateCaches();
            assertEquals(1, Section.reference().getInt(key));
            assertEquals(7, ConfigFactory.load().getInt(key));
        } finally {
            System.clearProperty(key);
            ConfigFactory.invalidateCaches();
        }
    }

    @Test
    void whatAnOperatorSetsIsTaken() {
        var root = with("chrysalis.worker.limits.slots = 4, chrysalis.client.limits.expiry = 1m");
        assertEquals(4, WorkerSettings.Limits.of(root).slots());
        assertEquals(Duration.ofMinutes(1), ClientSettings.Limits.of(root).expiry());
    }

    @ParameterizedTest
    @CsvSource({
        "chrysalis.client.limits.recipients, 6",
        "chrysalis.client.limits.expiry, 121s",
        "chrysalis.client.limits.max-coefficient, 0",
        "chrysalis.proxy.limits.max-open, 0",
        "chrysalis.proxy.limits.max-deadline, 11m",
        "chrysalis.worker.limits.slots, many",
        "chrysalis.worker.limits.key-overlap, 2h",
        "chrysalis.worker.limits.time-to-cash, 2d",
        "chrysalis.worker.limits.slot, 2"
    })
    void whatMayNotStandThereRefusesToStartAndNamesTheKey(String key, String value) {
        var root = with(key + " = " + value);
        var refused = assertThrows(ConfigException.class, () -> readAll(root));
        assertTrue(
                refused.getMessage().contains(key.substring(key.lastIndexOf('.') + 1)),
                refused.getMessage());
    }

    private static void readAll(Config root) {
        ClientSettings.Limits.of(root);
        ProxySettings.Limits.of(root);
        WorkerSettings.Limits.of(root);
    }

    private static Config with(String written) {
        return ConfigFactory.parseString(written).withFallback(Section.reference());
    }
}
