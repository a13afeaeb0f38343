/**
 * The hot paths, each beside a peer in the same run: what is told is a ratio, never a figure alone.
 * {@code docs/benchmarks.md} says how to run them.
 */
package org.chrysalis.bench;
