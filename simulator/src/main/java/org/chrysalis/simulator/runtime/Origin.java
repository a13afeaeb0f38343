package org.chrysalis.simulator.runtime;

/**
 * Where tasks come from again and again, as a mailbox does: it names each by the instant at which
 * it became ready and its number at that instant. A number over the whole run would not do: actors
 * that many share, such as a journal or a proxy, would call all that follows one lost message by
 * other names.
 */
final class Origin {

    private final long name;
    private long instant = -1;
    private long count;

    Origin(long name) {
        this.name = name;
    }

    /** Of the task that becomes ready now. */
    Lineage next(long nanos) {
        count = nanos == instant ? count + 1 : 0;
        instant = nanos;
        return new Lineage(Seed.mix(Seed.mix(name + nanos) + count));
    }
}
