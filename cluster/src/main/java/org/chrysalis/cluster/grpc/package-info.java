/** What all gRPC servers of a node have in common. */
package org.chrysalis.cluster.grpc;
