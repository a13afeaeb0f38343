/**
 * One attempt at the proxy: {@link org.chrysalis.proxy.attempt.Dispatch} has it up to the first
 * part, {@link org.chrysalis.proxy.attempt.Streaming} from there, {@link
 * org.chrysalis.proxy.attempt.Settlement} ends it.
 */
package org.chrysalis.proxy.attempt;
