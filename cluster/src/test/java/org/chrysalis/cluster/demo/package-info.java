/** Tests. */
package org.chrysalis.cluster.demo;
