/** What both sides of a channel sign together, and keep to until the chain has decided. */
package org.chrysalis.agreement;
