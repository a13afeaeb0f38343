/** Hashes of bytes, and the name of bytes that cannot be read. */
package org.chrysalis.encoding;
