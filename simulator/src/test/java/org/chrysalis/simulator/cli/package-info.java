/** The command line as a user has it, in JVMs of its own. */
package org.chrysalis.simulator.cli;
