/**
 * Events and snapshots of persistent actors in SQLite, as plugins of Pekko Persistence.
 *
 * <p>One thread writes: what all actors have pending when it is free becomes one transaction, so
 * that a disk's one flush serves them all ({@link org.chrysalis.cluster.journal.GroupCommitter}).
 * Nothing is acknowledged before it is flushed. Each file belongs to one process, held by a lock
 * file beside it; other tools may read it.
 */
package org.chrysalis.cluster.journal;
