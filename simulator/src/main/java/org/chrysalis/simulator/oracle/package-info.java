/**
 * What must hold in every run, whatever fails: the invariants of SIMULATOR §5. The checkers ask no
 * actor for its opinion while a run goes on. They read the wire, the journals, the chain and the
 * engines, and reckon anew with arithmetic of their own. {@link
 * org.chrysalis.simulator.oracle.Oracles} is the way in.
 */
package org.chrysalis.simulator.oracle;
