/** Tokens and what they cost: usage, terms, exact prices. Pure. */
package org.chrysalis.money;
