/**
 * The ledgers of both legs and the rules of PAYMENTS §3-4, as pure functions on immutable values.
 * The actors that own a ledger journal each event before they tell anyone of it.
 */
package org.chrysalis.payment;
