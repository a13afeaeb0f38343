/** The one mapping of wire messages and durable events to protobuf. */
package org.chrysalis.cluster.codec;
