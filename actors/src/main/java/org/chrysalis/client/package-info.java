/**
 * The client node, next to the app: {@link org.chrysalis.client.ClientNode} keeps the session with
 * its proxy and the directory of attested workers, {@link org.chrysalis.client.Call} is one
 * request, {@link org.chrysalis.client.Purse} signs what it may cost.
 */
package org.chrysalis.client;
