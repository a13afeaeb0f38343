/** The port {@link org.chrysalis.port.InferenceEngine} on llama.cpp. */
package org.chrysalis.cluster.engine;
