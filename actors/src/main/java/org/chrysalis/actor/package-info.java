/** The few actor idioms that all nodes share. */
package org.chrysalis.actor;
