/** {@code chrysalis sim}: the simulator on the command line. */
package org.chrysalis.simulator.cli;
