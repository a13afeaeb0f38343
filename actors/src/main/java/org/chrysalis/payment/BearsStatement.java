package org.chrysalis.payment;

import org.chrysalis.ton.Statement;

/**
 * An event that bears a statement. The journal keeps statements beside the events, in the same
 * write and through the channel's epoch: snapshots do not hold them (PAYMENTS §4).
 */
public interface BearsStatement {

    Statement statement();
}
