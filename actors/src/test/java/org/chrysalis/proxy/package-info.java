/** What a proxy decides, each rule with the cheat that it stops. */
package org.chrysalis.proxy;
