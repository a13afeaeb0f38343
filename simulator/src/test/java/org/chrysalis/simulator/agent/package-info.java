/** What the agent redirects, and what it leaves alone. */
package org.chrysalis.simulator.agent;
