package org.chrysalis.actor;

import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** How much of an account's past its disk keeps. */
public final class Retention {

    /**
     * Events from one snapshot to the next. A start replays at most this many of each account, and
     * the disk keeps those of twice as many: what the newest snapshot replaces, once more.
     */
    public static final int EVENTS = 500;

    /** Besides, it is flushed before anything is deleted. */
    private static final int SNAPSHOTS = 1;

    private Retention() {}

    /** Of every account: its state says all that its older events said. */
    public static RetentionCriteria ofAccounts() {
        return RetentionCriteria.snapshotEvery(EVENTS, SNAPSHOTS).withDeleteEventsOnSnapshot();
    }
}
