package org.chrysalis.simulator.oracle;

import org.chrysalis.client.Purse;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.worker.EarningsReply;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What must hold once nothing runs: no money is held, both sides of each channel say the same, and
 * what they say is what their journals add up to.
 */
final class Rest {

    private final Rules rules;
    private final Statements statements;
    private final Requests requests;
    private final Function<Party, ChannelWitness> channels;
    private final Verdicts verdicts;

    Rest(
            Rules rules,
            Statements statements,
            Requests requests,
            Function<Party, ChannelWitness> channels,
            Verdicts verdicts) {
        this.rules = rules;
        this.statements = statements;
        this.requests = requests;
        this.channels = channels;
        this.verdicts = verdicts;
    }

    /** @param views as of now */
    void look(Views views) {
        for (var party : rules.cast().parties()) {
            boolean open = channels.apply(party).state().status() == Status.OPEN;
            if (open && rules.assumptions().areHonest(party.peer(), party.proxy())) {
                switch (party.side()) {
                    case CLIENT ->
                        views.purse(party.peer()).ifPresent(purse -> views.client(party)
                                .ifPresent(account -> client(party, purse, account)));
                    case WORKER ->
                        views.earnings(party.peer()).ifPresent(earnings -> views.worker(party)
                                .ifPresent(account -> worker(party, earnings, account)));
                }
            }
        }
        agree(Area.PURSE, Area.CLIENT_ACCOUNT);
        agree(Area.EARNINGS, Area.WORKER_ACCOUNT);
        margins();
    }

    void client(Party party, Purse.View purse, ClientAccountReply.View account) {
        var ledger = account.state().ledger();
        var own = purse.state().ledger();
        require(
                purse.open().isEmpty() && ledger.open().isEmpty(),
                "L3",
                () -> "open are " + purse.open() + " and " + ledger.open().keySet(),
                party);
        require(
                ledger.held().equals(Nanoton.ZERO) && account.state().decided().isEmpty(),
                "S9",
                () -> "held is " + ledger.held() + " and decided "
                        + account.state().decided(),
                party);
        require(
                purse.credit().equals(own.signed().minusOrZero(own.used())),
                "S9",
                () -> "of " + own.signed() + " signed and " + own.used() + " used only "
                        + purse.credit() + " is left",
                party);
        same(party, "used", own.used(), ledger.used());
        // A client whose server was behind when its key changed does not know what was cashed.
        var cashed = channels.apply(party).state().cashed();
        require(
                !ledger.signed().isMoreThan(own.signed().max(cashed)),
                "S9",
                () -> "the proxy has vouchers of " + ledger.signed() + ", signed is " + own.signed()
                        + " and cashed " + cashed,
                party);
        sums(party, Area.PURSE, own.used());
        sums(party, Area.CLIENT_ACCOUNT, ledger.used());
    }

    void worker(Party party, EarningsReply.View earnings, WorkerAccountReply.View account) {
        var ledger = account.state().ledger();
        var own = earnings.state();
        require(
                ledger.open().isEmpty() && account.state().decided().isEmpty(),
                "L3",
                () -> "the proxy has open " + ledger.open() + " and decided "
                        + account.state().decided(),
                party);
        same(party, "earned", own.earned(), ledger.earned());
        require(
                !own.earned().isMoreThan(own.payable()),
                "L2",
                () -> "earned is " + own.earned() + ", and payable " + own.payable(),
                party);
        require(
                !own.payable().isMoreThan(own.earned().plus(account.advance())),
                "S16",
                () -> "payable is " + own.payable() + ", earned " + own.earned()
                        + ", and in advance " + account.advance(),
                party);
        sums(party, Area.EARNINGS, own.earned());
        sums(party, Area.WORKER_ACCOUNT, ledger.earned());
    }

    /** S8 of books that had lost something: all is as before. */
    private void same(Party party, String what, Nanoton heard, Nanoton said) {
        var invariant = rules.assumptions().areFaithful(party.peer(), party.proxy()) ? "S9" : "S8";
        require(
                heard.equals(said),
                invariant,
                () -> party.peer() + " has " + heard + " " + what + ", and " + party.proxy() + " "
                        + said,
                party);
    }

    /** What a node says is what its journal adds up to. */
    private void sums(Party party, Area area, Nanoton said) {
        long epoch = channels.apply(party).state().epoch();
        var sum = statements.amount(area, party.address(), epoch);
        require(
                !areFaithful(party) || sum.equals(said),
                "S9",
                () -> area + " of " + party.peer() + " says " + said + ", and its journal " + sum,
                party);
    }

    private boolean areFaithful(Party party) {
        return rules.assumptions().areFaithful(party.peer(), party.proxy());
    }

    /** S17: each statement that one side has, the other has too, and no other one. */
    private void agree(Area heard, Area said) {
        for (var one : statements.of(heard)) {
            rules.cast().of(one.subject().channel()).filter(this::areFaithful).ifPresent(party -> {
                var same = statements.about(said, party.address(), one.subject().request());
                require(
                        same.equals(List.of(one)),
                        "S17",
                        () -> heard + " has " + one + ", and " + said + " " + same,
                        party);
            });
        }
    }

    /** S12: nothing earns more than it costs. */
    private void margins() {
        for (var request : requests.all()) {
            var proxy = rules.cast().of(request.client()).map(Party::proxy).orElse("");
            if (!rules.assumptions().areFaithful(proxy)
                    || !rules.assumptions().areHonest(request.workers().toArray(String[]::new))) {
                continue;
            }
            var earned = Statements.sum(
                    statements.amounts(Area.WORKER_ACCOUNT, request.envHash()).stream());
            var charged = statements.charged(request.key().subject()).orElse(Nanoton.ZERO);
            verdicts.require(
                    !earned.isMoreThan(charged),
                    "S12",
                    () -> earned + " was earned with what cost " + charged + ": " + request.key(),
                    proxy,
                    request.client());
        }
    }

    private void require(boolean holds, String invariant, Supplier<String> figures, Party party) {
        verdicts.require(holds, invariant, figures, party.peer(), party.proxy());
    }
}
