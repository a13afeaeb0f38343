/** Networks under one seed, and what is run on them. */
package org.chrysalis.simulator.scenario;
