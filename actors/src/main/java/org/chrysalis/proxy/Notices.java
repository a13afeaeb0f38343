package org.chrysalis.proxy;

import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Link;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.proxy.session.Reception;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.wire.Wire;

import java.util.List;

/** What accounts say of their own accord, and who is to hear of it. */
record Notices(
        Link link,
        Reception reception,
        OpenBooks books,
        KnownAccounts known,
        Clearing clearing,
        OperatorLog log) {

    void of(ClientAccountReply.Notice notice) {
        switch (notice) {
            case ClientAccountReply.Recovered(var whole) -> {
                books.recovered(whole);
                known.opened(whole);
            }
            case ClientAccountReply.Unsettled attempt -> clearing.unsettled(attempt);
            case ClientAccountReply.Owing owing -> clearing.owing(owing);
            case ClientAccountReply.PartsFree(var channel, var now) ->
                books.partsFree(channel, now);
            case ClientAccountReply.Answers(var channel, var answer) ->
                reception.peersOf(channel).forEach(peer -> link.send(peer.node(), answer));
            case ClientAccountReply.Reconciled(var key, var statement) -> {
                log.reconciled(key, statement.figures().amount());
                var settled = new Wire.Settled(key, statement, List.of(new Refusal.ProxyLost()));
                for (var peer : reception.peersOf(key.channel())) {
                    link.send(peer.node(), settled);
                }
            }
        }
    }

    void of(WorkerAccountReply.Notice notice) {
        switch (notice) {
            case WorkerAccountReply.Recovered(var whole) -> books.recovered(whole);
            case WorkerAccountReply.WorkerSays says -> clearing.says(says);
            case WorkerAccountReply.Booked booked -> clearing.booked(booked);
            case WorkerAccountReply.Settled(var envHash, var statement, var voucher) -> {
                var paid = new Wire.Paid(envHash, statement, voucher);
                for (var peer : reception.peersOf(statement.subject().channel())) {
                    link.send(peer.node(), paid);
                }
            }
        }
    }
}
