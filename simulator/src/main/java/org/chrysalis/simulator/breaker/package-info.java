/**
 * Breaks networks of the production actors by the thousand: a swarm draws who is there, what people
 * do and what goes wrong; a play runs it and asks the oracles; what fails shrinks to a small file
 * that plays it again.
 */
package org.chrysalis.simulator.breaker;
