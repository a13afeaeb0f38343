/**
 * {@code chrysalis demo}: a whole network on one machine, one request, and who saw and earned what.
 */
package org.chrysalis.cluster.demo;
