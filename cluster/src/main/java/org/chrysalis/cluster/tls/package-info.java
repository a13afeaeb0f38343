/** TLS between nodes: a node's certificate holds its node id and nothing else is believed. */
package org.chrysalis.cluster.tls;
