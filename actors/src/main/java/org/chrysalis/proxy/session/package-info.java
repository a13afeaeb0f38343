/** Who is connected to a proxy, and has proven what. */
package org.chrysalis.proxy.session;
