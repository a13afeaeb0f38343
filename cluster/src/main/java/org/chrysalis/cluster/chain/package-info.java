/** The embedded chain of a demo: on a thread of its own, and served to other JVMs. */
package org.chrysalis.cluster.chain;
