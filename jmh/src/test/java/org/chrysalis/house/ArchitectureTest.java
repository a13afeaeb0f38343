package org.chrysalis.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.chrysalis.operator.OperatorLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/** {@link HouseRule}s on what ships, and on the classes that break them. */
class ArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void whatShipsKeepsTheRule(HouseRule rule) {
        var classes = Modules.of(rule.modules);
        assertTrue(classes.size() > 10, () -> "only " + classes.size() + " classes found");
        assertEquals(
                List.of(),
                violations(
                        rule,
                        classes.that(DescribedPredicate.describe(
                                "are not exempt", one -> !Exemption.covers(rule, one.getName())))));
    }

    @ParameterizedTest
    @EnumSource
    void everyMethodOfTheBreachIsFound(HouseRule rule) {
        var breach = new ClassFileImporter().importPackagesOf(rule.breach);
        var own = rule.breach.getName();
        var found = violations(
                rule,
                rule == HouseRule.NO_CYCLES_AMONG_PACKAGES_OF_ACTORS
                        ? new ClassFileImporter().importPackages("org.chrysalis.house.breach")
                        : breach.that(DescribedPredicate.describe(
                                "is the breach", one -> one.getName().equals(own))));
        var missed = new ArrayList<String>();
        for (var method : breach.get(rule.breach).getMethods()) {
            if (isWritten(method) && found.stream().noneMatch(one -> names(one, method))) {
                missed.add(method.getName());
            }
        }
        assertFalse(found.isEmpty());
        assertEquals(List.of(), missed);
    }

    @Test
    void everyExemptionIsStillNeeded() {
        var needless = Exemption.ALL.stream()
                .filter(one -> violations(one.rule(), Modules.of(one.rule().modules)).stream()
                        .noneMatch(found -> found.contains(one.where())))
                .map(Exemption::where)
                .toList();
        assertEquals(List.of(), needless);
    }

    @Test
    void theOperatorsLogTakesNoPromptAndNothingThatCouldHoldOne() {
        var types = new ArrayList<String>();
        for (var method : OperatorLog.class.getMethods()) {
            if (method.getDeclaringClass() == OperatorLog.class
                    && !method.getName().equals("equals")) {
                for (var type : method.getParameterTypes()) {
                    types.add(type.getSimpleName());
                }
            }
        }
        types.removeIf(
                List.of("String", "Bytes", "RequestKey", "Refusal", "Nanoton", "int", "long")
                        ::contains);
        assertEquals(List.of(), types);
    }

    private static List<String> violations(HouseRule rule, JavaClasses classes) {
        return rule.rule
                .allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }

    private static boolean names(String violation, JavaMethod method) {
        return violation.contains("." + method.getName() + "(");
    }

    private static boolean isWritten(JavaMethod method) {
        return !method.getName().contains("$");
    }
}
