/**
 * What becomes of attempts of a former life, or of a journal that lost them. Pure decisions and the
 * words they rest on; accounts journal and sign what comes out.
 */
package org.chrysalis.proxy.recovery;
