/** Tests. */
package org.chrysalis.payment;
