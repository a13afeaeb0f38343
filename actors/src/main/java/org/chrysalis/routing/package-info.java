/** Which worker gets an attempt. Pure. */
package org.chrysalis.routing;
