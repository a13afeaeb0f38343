/** The money of a proxy: one account for each channel, event-sourced. Nobody else signs. */
package org.chrysalis.proxy.account;
