package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.adversary.Cheat.Trick;
import org.chrysalis.simulator.breaker.Setting;
import org.chrysalis.simulator.breaker.Situation;
import org.chrysalis.simulator.oracle.Violation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One bug that can be planted.
 *
 * @param name in kebab-case, unique in the {@link Catalogue}
 * @param bug what is wrong with it, in a sentence
 * @param breaks the invariants of SIMULATOR §5 that should notice it, the likeliest first
 * @param setting in which the bug matters: what a node has to play, and what has to happen
 * @param changes all of them are made together
 */
public record Mutant(
        String name, String bug, List<String> breaks, Setting setting, List<Change> changes) {

    /** What no peer, link or log may ever show, as its oracle names it. */
    public static final String CONFIDENTIALITY = Violation.CONFIDENTIAL;

    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)+");
    private static final Pattern INVARIANT = Pattern.compile("S\\d+|L\\d|" + CONFIDENTIALITY);

    /**
     * One edit, and where it is made.
     *
     * @param type full name of the class, as {@link Class#forName} takes it
     * @param method name and simple names of the parameters' types: {@code plus(Nanoton)}
     */
    public record Change(String type, String method, Edit edit) {}

    public Mutant {
        breaks = List.copyOf(breaks);
        changes = List.copyOf(changes);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a mutant's name is in kebab-case, not " + name);
        }
        if (breaks.isEmpty() || !INVARIANT.matcher(breaks.getFirst()).matches()) {
            throw new IllegalArgumentException(name + " breaks no invariant: " + breaks);
        }
        if (changes.isEmpty()) {
            throw new IllegalArgumentException(name + " changes nothing");
        }
    }

    Mutant(String name, String bug, List<String> breaks, List<Change> changes) {
        this(name, bug, breaks, Setting.ANY, changes);
    }

    /** The same, hunted where somebody plays this. */
    Mutant exploitedBy(Trick dishonest) {
        return new Mutant(name, bug, breaks, setting.with(dishonest), changes);
    }

    /** The same, hunted where this happens. */
    Mutant shownIn(Situation situation) {
        return new Mutant(name, bug, breaks, setting.in(situation), changes);
    }

    /** With one change. */
    static Mutant of(
            String name, String bug, List<String> breaks, String type, String method, Edit edit) {
        return new Mutant(name, bug, breaks, List.of(new Change(type, method, edit)));
    }
}
