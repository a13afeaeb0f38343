/** Assembly of nodes by role: ports, actor systems and files, and no decision. */
package org.chrysalis.cluster.node;
