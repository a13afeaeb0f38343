package org.chrysalis.simulator.mutant;

import org.chrysalis.contract.ChannelCode;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.Code;
import org.chrysalis.contract.CodeId;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.ListedCode;
import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changed bytecode has in place of the contracts' code: one that the build compiled out of
 * changed Tolk ({@code src/main/build/PlantedContracts.java}).
 */
public final class PlantedCode {

    /** By mutant. A name is asked for at each address that is computed. */
    private static final SortedMap<String, Code> CODES = load();

    private PlantedCode() {}

    private static SortedMap<String, Code> load() {
        var codes = new TreeMap<String, Code>();
        new String(read("planted-contracts.txt").toArray(), StandardCharsets.UTF_8)
                .lines()
                .forEach(mutant -> codes.put(mutant, Code.of(read(mutant + ".boc"))));
        return Collections.unmodifiableSortedMap(codes);
    }

    private static Bytes read(String resource) {
        try (var stream = PlantedCode.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(
                        resource + " is missing in this build: run mvn generate-resources");
            }
            return Bytes.of(stream.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The mutants that have a contract of their own. */
    static SortedSet<String> mutants() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(CODES.keySet()));
    }

    /** In place of the code of the contract that the mutant changes. */
    public static Code code(String mutant) {
        return Optional.ofNullable(CODES.get(mutant)).orElseThrow();
    }

    /** In place of {@link Contracts#channelCodes}. */
    public static SortedMap<Long, CodeId> ids(String mutant) {
        var ids = new TreeMap<Long, CodeId>();
        ids.put(Contracts.CHANNEL_VERSION, CodeId.of(code(mutant)));
        return ids;
    }

    /** In place of {@link ChannelCode#OWN}. */
    public static ChannelCode channel(String mutant) {
        return new ChannelCode(Contracts.CHANNEL_VERSION, CodeId.of(code(mutant)));
    }

    /** In place of {@link ChannelCodes#OWN}. */
    public static ChannelCodes channels(String mutant) {
        var listed = new TreeMap<Long, ListedCode>();
        listed.put(Contracts.CHANNEL_VERSION, ListedCode.of(code(mutant)));
        return new ChannelCodes(listed);
    }
}
