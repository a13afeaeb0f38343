package org.chrysalis.simulator.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.Contracts;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.simulator.mutant.Mutant.Change;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

@Isolated("a planted mutant is in all worlds of the JVM")
class CatalogueTest {

    private static final ClassFile FILE = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(CatalogueTest.class.getClassLoader())));

    @Test
    void eachNameAndEachBugIsThereOnce() {
        var all = Catalogue.all();
        assertEquals(all.size(), new TreeSet<>(all.stream().map(Mutant::name).toList()).size());
        assertEquals(all.size(), new TreeSet<>(all.stream().map(Mutant::bug).toList()).size());
        assertTrue(all.size() >= 24, () -> "only " + all.size());
        assertEquals(Catalogue.named("parting-not-kept").orElseThrow().name(), "parting-not-kept");
    }

    @Test
    void eachChangesItsClassesToOnesThatVerify() {
        for (var mutant : Catalogue.all()) {
            var byType = mutant.changes().stream()
                    .collect(
                            Collectors.groupingBy(Change::type, TreeMap::new, Collectors.toList()));
            byType.forEach((type, changes) -> {
                var own = transformed(type, ClassTransform.ACCEPT_ALL);
                var changed = transformed(type, new Surgery(changes));
                assertFalse(
                        Bytes.of(own).equals(Bytes.of(changed)),
                        () -> mutant.name() + " changes nothing in " + type);
                assertEquals(List.of(), FILE.verify(changed), mutant::name);
            });
        }
    }

    @Test
    void ofEachASeedIsKnownThatShowsWhatItIsSaidToBreak() {
        var known = KnownFates.shipped();
        for (var mutant : Catalogue.all()) {
            var fate = known.of(mutant).orElseThrow(() -> new AssertionError(mutant.name()));
            assertTrue(fate.found() && fate.expected(), fate::toString);
        }
    }

    private static byte[] transformed(String type, ClassTransform change) {
        var resource = "/" + type.replace('.', '/') + ".class";
        try (var stream = CatalogueTest.class.getResourceAsStream(resource)) {
            return FILE.transformClass(FILE.parse(stream.readAllBytes()), change);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void whatIsTakenBackBehavesAsBefore() {
        assertEquals(10, cost());
        var mutant = Catalogue.named("cost-rounded-down").orElseThrow();
        try (var _ = Planted.of(mutant)) {
            assertEquals(9, cost());
            assertThrows(IllegalStateException.class, () -> Planted.of(mutant));
        }
        assertEquals(10, cost());
    }

    /** 9.9 nanoton. */
    private static long cost() {
        var terms = new Terms(1, 900_000, 0, new Multipliers(10_000, 10_000, 10_000, 10_000));
        return terms.cost(Usage.ofPrompt(11, 0), 1_000).value();
    }

    @Test
    void whatIsFoundedMeanwhileHasTheChangedContract() {
        var channel = Contracts.channel();
        var proxy = Contracts.proxy();
        var address = address();
        for (var name : PlantedCode.mutants()) {
            try (var _ = Planted.of(Catalogue.named(name).orElseThrow())) {
                boolean isChannels = !Contracts.channel().equals(channel);
                assertEquals(isChannels, Contracts.proxy().equals(proxy), name);
                assertEquals(isChannels, !address().equals(address), name);
            }
        }
        assertEquals(channel, Contracts.channel());
        assertEquals(proxy, Contracts.proxy());
        assertEquals(address, address());
    }

    private static Address address() {
        var somebody = Address.of(Bytes.of(new byte[32]));
        var key = Bytes.of(new byte[32]);
        var channel = new ChannelIdentity(somebody, key, somebody, key, 0, 3_600, 1);
        assertTrue(channel.stateInit().length() > 0);
        return channel.address();
    }

    @Test
    void whatIsNotThereIsNotChangedSilently() {
        var terms = Terms.class.getName();
        var call = new Edit.SkipCall("BigInteger.add(BigInteger)", 2, new Edit.Value.Receiver());
        assertRefused("found 1 times", terms, "ceil(long,long)", call);
        assertRefused("0 methods", terms, "ceil(long)", call);
        assertRefused("no class", terms + "Gone", "ceil(long,long)", call);
        assertEquals(10, cost());
    }

    private static void assertRefused(String why, String type, String method, Edit edit) {
        var mutant = Mutant.of("not-there", "Nothing.", List.of("S1"), type, method, edit);
        var refused = assertThrows(IllegalStateException.class, () -> Planted.of(mutant));
        assertTrue(refused.getMessage().contains(why), refused::getMessage);
    }

    @Test
    void everyContractThatTheBuildChangedHasItsMutant() {
        var contracts =
                new TreeSet<>(ContractMutants.ALL.stream().map(Mutant::name).toList());
        assertEquals(contracts, PlantedCode.mutants());
    }
}
