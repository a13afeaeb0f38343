/** Taking vouchers to the chain: one wallet, one external message at a time. */
package org.chrysalis.cashing;
