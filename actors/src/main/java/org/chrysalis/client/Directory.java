package org.chrysalis.client;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.port.Randomness;
import org.chrysalis.port.Verifier;
import org.chrysalis.port.Verifier.Confidentiality;
import org.chrysalis.port.Verifier.Verdict;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The workers this client may seal for: those whose evidence it accepts and whose model the
 * Registry allows. What a proxy says of a worker is believed only as far as the evidence goes.
 */
public record Directory(List<Entry> entries) {

    public static final Directory EMPTY = new Directory(List.of());

    public Directory {
        entries = List.copyOf(entries);
    }

    /** @param model the name that this client has for its hash, whatever the worker calls it */
    public record Entry(
            KeyConfig config,
            String model,
            long coefficient,
            long contextTokens,
            Confidentiality confidentiality) {}

    /**
     * @param models names of the hashes that the Registry allows
     * @param now ms UTC
     */
    static Directory of(
            Wire.Directory offered, Verifier verifier, Map<Bytes, String> models, long now) {
        var entries = new ArrayList<Entry>();
        for (var offer : offered.offers()) {
            try {
                var config = KeyConfig.decode(offer.keyConfig());
                if (verifier.judge(config.hash(), offer.evidence())
                                instanceof Verdict.Accepted accepted
                        && models.containsKey(config.modelHash())
                        && now <= config.notAfter()
                        && config.usable()) {
                    entries.add(new Entry(
                            config,
                            models.get(config.modelHash()),
                            offer.coefficient(),
                            offer.contextTokens(),
                            accepted.confidentiality()));
                }
            } catch (Malformed malformed) {
                // not a worker one can seal for; the others still are
            }
        }
        return new Directory(entries);
    }

    /** The least that is proven of any of them, for people. */
    String worth() {
        return entries.stream()
                .map(Entry::confidentiality)
                .min(Comparator.naturalOrder())
                .map(Object::toString)
                .orElse("none accepted");
    }

    /** One entry per model, for listings. */
    public List<Entry> models() {
        var byName = new TreeMap<String, Entry>();
        entries.forEach(entry -> byName.putIfAbsent(entry.model(), entry));
        return List.copyOf(byName.values());
    }

    /** Whether anyone serves {@code model} at any price. */
    boolean serves(String model) {
        return entries.stream().anyMatch(entry -> entry.model().equals(model));
    }

    /** The cheapest coefficient asked for {@code model}, per mille; the model must be served. */
    long cheapest(String model) {
        return entries.stream()
                .filter(entry -> entry.model().equals(model))
                .mapToLong(Entry::coefficient)
                .min()
                .orElseThrow();
    }

    /**
     * At most {@code count} of those that serve {@code model} at no more than {@code limit}, drawn
     * afresh each time: a sticky set is a fingerprint. All have the model's same file.
     */
    List<Entry> draw(String model, long limit, int count, Randomness randomness) {
        var left = new ArrayList<>(entries.stream()
                .filter(entry -> entry.model().equals(model) && entry.coefficient() <= limit)
                .toList());
        var drawn = new ArrayList<Entry>();
        while (!left.isEmpty() && drawn.size() < count) {
            var next = left.remove(randomness.below(left.size()));
            var hash = next.config().modelHash();
            left.removeIf(other -> !other.config().modelHash().equals(hash));
            drawn.add(next);
        }
        return drawn;
    }
}
