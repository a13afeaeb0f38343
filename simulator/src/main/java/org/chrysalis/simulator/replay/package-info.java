/** Plays one plan again before somebody's eyes, and draws what its nodes said to each other. */
package org.chrysalis.simulator.replay;
