/**
 * Faults as values. Each has an address that stays when other faults are taken away: a message's
 * place in its lane, the n-th message that a node sends to the chain, the envelope of a job, or a
 * virtual time. A run is a function of its scenario, its seed and its faults.
 */
package org.chrysalis.simulator.fault;
