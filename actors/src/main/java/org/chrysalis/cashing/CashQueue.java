package org.chrysalis.cashing;

import org.chrysalis.cashing.CashRound.Item;
import org.chrysalis.ton.Address;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a desk has still to do: of each channel and kind the errand that replaces the others. So it
 * holds no more than the accounts that ask.
 */
final class CashQueue {

    private final Map<Errand.Slot, Item> waiting = new TreeMap<>();

    /** What failed, and is tried again after a while. */
    private final Map<Errand.Slot, Item> pausing = new TreeMap<>();

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** @return what others asked for, and is not done: each account asks for one thing at a time */
    List<Item> add(Item item) {
        var slot = slot(item);
        var candidates = Stream.of(item, waiting.get(slot), pausing.remove(slot))
                .filter(Objects::nonNull)
                .toList();
        var best = candidates.stream().reduce(CashQueue::better).orElseThrow();
        waiting.put(slot, best);
        return candidates.stream().filter(best::isOfAnother).toList();
    }

    private static Item better(Item one, Item other) {
        return one.errand().replaces(other.errand()) ? one : other;
    }

    /** What waits, and does as well as what has failed. */
    Optional<Item> insteadOf(Item failed) {
        return Optional.ofNullable(waiting.get(slot(failed)))
                .filter(newer -> newer.errand().replaces(failed.errand()));
    }

    void pause(Item failed) {
        pausing.put(slot(failed), failed);
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
