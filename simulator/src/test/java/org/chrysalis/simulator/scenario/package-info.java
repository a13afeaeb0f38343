/** Whole networks under one seed. */
package org.chrysalis.simulator.scenario;
