/** What a client believes. */
package org.chrysalis.client;
