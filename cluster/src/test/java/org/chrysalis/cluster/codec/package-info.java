/** Tests. */
package org.chrysalis.cluster.codec;
