/**
 * Bugs that are planted in production code to see that the simulator finds them. Each is a small
 * change of a method's body, made in the running JVM and taken back again ({@link
 * org.chrysalis.simulator.mutant.Planted}), or a contract compiled out of changed Tolk. Production
 * code knows nothing of them; {@link org.chrysalis.simulator.mutant.Catalogue} lists them all.
 */
package org.chrysalis.simulator.mutant;
