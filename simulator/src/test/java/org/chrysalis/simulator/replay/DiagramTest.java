package org.chrysalis.simulator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class DiagramTest {

    private static final List<String> NODES = List.of("proxy", "client", "worker-1");

    private static final List<Arrow> ARROWS = List.of(
            new Arrow(1_500_000_000, "client", "proxy", "Ask", "ab12cd34/0", 1),
            new Arrow(1_600_000_000, "proxy", "worker-1", "Dispatch", "ab12cd34/0", 1),
            new Arrow(1_700_000_000, "proxy", "client", "Part", "ab12cd34/0", 12));

    @Test
    void eachNodeHasAColumnAndEachMessageAnArrow() {
        var lines = TextDiagram.of(NODES, ARROWS);
        assertEquals(
                "                    proxy             client           worker-1     ",
                lines.get(0));
        assertEquals(
                "    1.500000           │◀──────Ask───────│                 │        ab12cd34/0",
                lines.get(1));
        assertTrue(lines.get(2).contains("──Dispatch──"), lines.get(2));
        assertTrue(lines.get(2).contains("▶│"), lines.get(2));
        assertTrue(lines.get(3).contains("Part ×12"), lines.get(3));
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndRunsNothing() {
        var page = HtmlDiagram.of("Seed 7: <S1> violated", "Sources abc & more", NODES, ARROWS);
        assertTrue(page.contains("<title>Seed 7: &lt;S1&gt; violated</title>"), page);
        assertTrue(page.contains("Sources abc &amp; more"), page);
        assertTrue(page.contains("prefers-color-scheme: dark"), page);
        assertTrue(page.contains(">Dispatch</text>"), page);
        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("http:"), page);
        assertFalse(page.contains("https:"), page);
    }
}
