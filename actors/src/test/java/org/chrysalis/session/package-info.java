/** How sessions open. */
package org.chrysalis.session;
