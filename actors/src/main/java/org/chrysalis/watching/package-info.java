/** What a node sees of the chain, and what it does not believe. */
package org.chrysalis.watching;
