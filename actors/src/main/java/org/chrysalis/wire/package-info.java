/**
 * The messages between nodes, as records. {@code cluster} holds the one mapping to protobuf; the
 * simulator carries them as they are. None holds an address to reply to: the request's key routes.
 */
package org.chrysalis.wire;
