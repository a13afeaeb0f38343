/**
 * The proxy: {@link org.chrysalis.proxy.ProxyNode} keeps sessions and routes, {@link
 * org.chrysalis.proxy.ClientAccount} and {@link org.chrysalis.proxy.WorkerAccount} hold the money,
 * and {@link org.chrysalis.proxy.Dispatch} is one attempt from admission to settlement. What it
 * does once a worker streams is in {@link org.chrysalis.proxy.Streaming}, how it ends in {@link
 * org.chrysalis.proxy.Settlement}. The proxy sees ciphertext only.
 */
package org.chrysalis.proxy;
