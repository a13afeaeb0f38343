/** Tests. */
package org.chrysalis.money;
