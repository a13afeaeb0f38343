/** Evidence that a key lives where it claims to: so far the dev kind, which proves nothing. */
package org.chrysalis.attestation;
