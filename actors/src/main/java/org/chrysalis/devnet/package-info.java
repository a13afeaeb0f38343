/**
 * A small network of one operator on an embedded chain: its keys, contracts and settings. The demo
 * and the simulator found theirs here, so that both run the same one.
 */
package org.chrysalis.devnet;
