/** Half of a cycle. */
package org.chrysalis.house.breach.other;
