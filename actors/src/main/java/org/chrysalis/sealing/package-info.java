/**
 * Sealed requests and responses (SEALING §1): HPKE base mode with X-Wing for the content key, the
 * JDK's AES-256-GCM for every payload byte. Pure: time and chance come in as arguments.
 */
package org.chrysalis.sealing;
