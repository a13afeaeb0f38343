/** The port to TON and the chain inside the JVM that answers it in tests, simulations and demos. */
package org.chrysalis.chain;
