/** How a peer's no is read. */
package org.chrysalis.refusal;
