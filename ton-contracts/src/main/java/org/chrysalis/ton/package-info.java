/**
 * The values that money is made of: amounts, addresses, keys, vouchers and statements. Everything
 * signed here is the representation hash of a TVM cell, so that a contract can check it.
 */
package org.chrysalis.ton;
