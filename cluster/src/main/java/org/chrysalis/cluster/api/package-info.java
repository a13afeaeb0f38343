/** The endpoints of a client node for apps: OpenAI-compatible HTTP, and gRPC. */
package org.chrysalis.cluster.api;
