/** The live adapters of {@link org.chrysalis.port.Link}: gRPC outside, Artery inside a cluster. */
package org.chrysalis.cluster.link;
