/**
 * The cases of Pekko's persistence TCK (which is ScalaTest, and stays out of the project), and what
 * it does not ask: groups, crashes, files that cannot be used.
 */
package org.chrysalis.cluster.journal;
