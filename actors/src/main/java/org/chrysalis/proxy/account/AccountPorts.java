package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.port.StatementStore;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.ton.Bytes;

import java.time.InstantSource;

/**
 * What one account needs of the world.
 *
 * @param life 16 bytes, drawn for this actor: its statements bind it
 */
record AccountPorts(
        ProxySettings settings,
        Bytes life,
        InstantSource clock,
        StatementStore statements,
        ActorRef<CashDesk.Command> cashDesk) {}
