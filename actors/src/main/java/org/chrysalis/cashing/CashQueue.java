package org.chrysalis.cashing;

import org.chrysalis.cashing.CashRound.Item;
import org.chrysalis.ton.Address;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a desk has still to do: of each channel and kind the errand that replaces the others. */
final class CashQueue {

    /** More channels are refused. */
    private static final int MOST = 10_000;

    private final Map<Errand.Slot, Item> waiting = new TreeMap<>();

    /** What failed, and is tried again after a while. */
    private final Map<Errand.Slot, Item> pausing = new TreeMap<>();

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean accepts(Item item) {
        return waiting.size() < MOST || waiting.containsKey(slot(item));
    }

    void add(Item item) {
        var slot = slot(item);
        var paused = pausing.remove(slot);
        waiting.put(
                slot,
                Stream.of(item, waiting.get(slot), paused)
                        .filter(Objects::nonNull)
                        .reduce(CashQueue::better)
                        .orElseThrow());
    }

    private static Item better(Item one, Item other) {
        return one.errand().replaces(other.errand()) ? one : other;
    }

    /** @return whether it is to be tried again: nothing that waits already does as well */
    boolean pause(Item failed) {
        var newer = waiting.get(slot(failed));
        if (newer != null && newer.errand().replaces(failed.errand())) {
            return false;
        }
        pausing.put(slot(failed), failed);
        return true;
    }

    /** The pause is over. */
    Optional<Item> resume(Errand.Slot slot) {
        return Optional.ofNullable(pausing.get(slot));
    }

    /** They are on their way: of each channel one, for what it answers must be told apart. */
    List<Item> take(int most) {
        var channels = new TreeMap<Address, Item>();
        waiting.values().forEach(item -> channels.putIfAbsent(item.channel(), item));
        var items = channels.values().stream().limit(most).toList();
        items.forEach(item -> waiting.remove(slot(item)));
        return items;
    }

    private static Errand.Slot slot(Item item) {
        return item.errand().slot();
    }
}
