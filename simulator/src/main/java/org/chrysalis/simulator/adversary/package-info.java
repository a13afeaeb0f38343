/**
 * Nodes that don't keep to the protocol. An adversary stands between a node's guardian and its
 * ports, and says and sends what it likes with the node's own keys.
 */
package org.chrysalis.simulator.adversary;
