/** Tests. */
package org.chrysalis.sealing;
