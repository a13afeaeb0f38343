/** Reading what an operator may change: {@code reference.conf} has every key and its reason. */
package org.chrysalis.config;
