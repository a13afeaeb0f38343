/** Toy actors that touch what threatens determinism, and tests that run them twice. */
package org.chrysalis.simulator.runtime;
