/**
 * The proxy: {@link org.chrysalis.proxy.ProxyNode} opens sessions and accounts and routes. Its
 * rooms: {@code account} holds the money, {@code attempt} is one attempt from admission to
 * settlement, {@code recovery} decides what a former life left open, {@code session} knows who has
 * proven what. The proxy sees ciphertext only.
 */
package org.chrysalis.proxy;
