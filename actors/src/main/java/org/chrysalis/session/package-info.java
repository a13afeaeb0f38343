/** The handshake of a session: Hello and Proof, the same for all roles. */
package org.chrysalis.session;
