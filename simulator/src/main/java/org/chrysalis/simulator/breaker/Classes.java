package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.fault.Chance;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which classes of faults a seed has. */
record Classes(Set<Kind> kinds) {

    /** The classes. */
    enum Kind {
        DELAYS,
        LOSSES,
        REPEATS,
        SUBMISSIONS,
        READINGS,
        JOBS,
        CHEATS,
        CRASH,
        FORGET,
        FULL,
        HANG,
        CUT,
        SILENCE,
        SLOW,
        CLOCK,
        HALT,
        STALE,
        FEES
    }

    /** Those whose faults happen at a time. */
    private static final Set<Kind> TIMED = EnumSet.range(Kind.CRASH, Kind.FEES);

    /** One in sixteen has none, one in four has one, all others have some. */
    static Classes draw(Chance chance) {
        long way = chance.at("way").below(16);
        if (way == 0) {
            return new Classes(EnumSet.noneOf(Kind.class));
        }
        if (way <= 4) {
            var all = Kind.values();
            return new Classes(EnumSet.of(all[(int) chance.at("one").below(all.length)]));
        }
        var some = EnumSet.noneOf(Kind.class);
        long odds = 2 + chance.at("odds").below(5);
        Arrays.stream(Kind.values())
                .filter(kind -> chance.at(kind.name()).below(odds) == 0)
                .forEach(some::add);
        return new Classes(some);
    }

    boolean has(Kind kind) {
        return kinds.contains(kind);
    }

    List<Kind> timed() {
        return kinds.stream().filter(TIMED::contains).toList();
    }
}
