/**
 * Campaigns: seed after seed of the swarm on all processors. What fails is shrunk and kept as a
 * file, some seeds are played again in another JVM, and what was played is noted for a later start.
 */
package org.chrysalis.simulator.campaign;
