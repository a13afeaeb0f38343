/** The command line. */
package org.chrysalis.cluster.cli;
