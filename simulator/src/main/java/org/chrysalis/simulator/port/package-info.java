/** The simulated adapters of the ports: link, chain and engine, in virtual time. */
package org.chrysalis.simulator.port;
