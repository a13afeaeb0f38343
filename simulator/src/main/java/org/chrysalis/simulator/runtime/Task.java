package org.chrysalis.simulator.runtime;

/**
 * What is ready to run, in the order in which it will.
 *
 * @param priority the lowest runs first
 * @param sequence orders tasks of one priority
 * @param lineage its name
 */
record Task(long priority, long sequence, Lineage lineage, Runnable work)
        implements Comparable<Task> {

    @Override
    public int compareTo(Task other) {
        int first = Long.compare(priority, other.priority);
        return first != 0 ? first : Long.compare(sequence, other.sequence);
    }
}
