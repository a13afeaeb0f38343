/**
 * Events and snapshots of persistent actors, and the statements that their events bear, in one file
 * of SQLite, as plugins of Pekko Persistence.
 *
 * <p>One thread writes: what all actors have pending when it is free becomes one transaction, so
 * that a disk's one flush serves them all ({@link org.chrysalis.cluster.journal.GroupCommitter}).
 * Nothing is acknowledged before it is flushed. The file belongs to one process, held by a lock
 * file beside it; other tools may read it.
 *
 * <p>What was ever written comes back, or the account does not start: a snapshot and the events
 * after it must reach the number that the file remembers, without a gap
 * ({@link org.chrysalis.cluster.journal.JournalDamaged}).
 */
package org.chrysalis.cluster.journal;
