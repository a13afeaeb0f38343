package org.chrysalis.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.AccessFlag;
import java.util.List;

/** The vocabulary of {@link HouseRule}. */
final class Calls {

    private Calls() {}

    /**
     * No call of, reference to or access to a member.
     *
     * @param members {@code owner.name} with the owner's full name; {@code owner.*} for all of a
     *     class or package; {@code owner.name/2} for those with two parameters
     */
    static ArchRule accessAny(String... members) {
        var forbidden = List.of(members);
        return noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "is one of " + forbidden, access -> isAny(forbidden, access)));
    }

    private static boolean isAny(List<String> members, JavaAccess<?> access) {
        var target = access.getTarget();
        return members.stream().anyMatch(member -> matches(member, target));
    }

    private static boolean matches(String member, AccessTarget target) {
        var owner = target.getOwner();
        var name = target.getName();
        if (member.endsWith(".*")) {
            var prefix = member.substring(0, member.length() - 2);
            return owner.isAssignableTo(prefix) || owner.getName().startsWith(prefix + ".");
        }
        int dot = member.lastIndexOf('.');
        var type = member.substring(0, dot);
        var wanted = member.substring(dot + 1);
        if (name.equals("<init>")) {
            return owner.getName().equals(type) && wanted.equals(name);
        }
        var counted = target instanceof AccessTarget.CodeUnitAccessTarget unit
                ? name + "/" + unit.getRawParameterTypes().size()
                : name;
        return owner.isAssignableTo(type) && (wanted.equals(name) || wanted.equals(counted));
    }

    /** @param packages as ArchUnit writes them; one with a capital is the start of class names */
    static ArchRule dependOn(String... packages) {
        DescribedPredicate<JavaClass> any = DescribedPredicate.alwaysFalse();
        for (var one : packages) {
            any = any.or(one(one));
        }
        return noClasses().should().dependOnClassesThat(any.as("are in " + List.of(packages)));
    }

    private static DescribedPredicate<JavaClass> one(String name) {
        var simple = name.substring(name.lastIndexOf('.') + 1);
        if (simple.isEmpty() || !Character.isUpperCase(simple.charAt(0))) {
            return resideInAnyPackage(name);
        }
        return resideInAnyPackage(name.substring(0, name.lastIndexOf('.')))
                .and(simpleNameStartingWith(simple.replace("*", "")));
    }

    /** No synchronized method, and no synchronized block, which only the byte code shows. */
    static ArchRule synchronize() {
        return classes().should(new ArchCondition<>("not synchronize") {
            @Override
            public void check(JavaClass checked, ConditionEvents events) {
                for (var method : methods(checked)) {
                    if (synchronizes(method)) {
                        events.add(SimpleConditionEvent.violated(
                                checked,
                                "Method <%s.%s()> is synchronized"
                                        .formatted(
                                                checked.getName(),
                                                method.methodName().stringValue())));
                    }
                }
            }
        });
    }

    private static List<MethodModel> methods(JavaClass checked) {
        var uri = checked.getSource().orElseThrow().getUri();
        try (var in = uri.toURL().openStream()) {
            return ClassFile.of().parse(in.readAllBytes()).methods();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean synchronizes(MethodModel method) {
        return method.flags().has(AccessFlag.SYNCHRONIZED)
                || method.code().stream()
                        .flatMap(code -> code.elementList().stream())
                        .anyMatch(element -> element instanceof MonitorInstruction monitor
                                && monitor.opcode() == Opcode.MONITORENTER);
    }
}
