/** What a worker believes. */
package org.chrysalis.worker;
