/** What a proxy is told at its start. */
package org.chrysalis.proxy.settings;
