/** Assertions of our own invariants, in production too. What a peer sends is never asserted. */
package org.chrysalis.invariant;
