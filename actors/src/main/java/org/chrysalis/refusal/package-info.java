/**
 * Every expected no of the network, with its figures. A refusal is a value: it crosses the wire as
 * its code and figures, and finds its words, its remedy and its status where it meets a person.
 */
package org.chrysalis.refusal;
