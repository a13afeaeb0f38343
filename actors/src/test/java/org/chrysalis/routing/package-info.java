/** Who gets an attempt. */
package org.chrysalis.routing;
