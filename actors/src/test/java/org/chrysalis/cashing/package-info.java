/** When vouchers are cashed. */
package org.chrysalis.cashing;
