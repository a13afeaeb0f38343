package org.chrysalis.simulator.oracle;

import static org.chrysalis.simulator.oracle.Forge.assertFires;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.Death;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.Wire;
import org.chrysalis.worker.EarningsEvent;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Each checker of wire, chain, engines, apps and time fires at what must never be. */
class ForgedWorldTest {

    private final Forge forge = Forge.afterOneAnswer();
    private final Oracles oracles = forge.oracles();
    private final Prompt prompt = OracleRun.prompt("Tell mark-77 why.", 16);

    @Test
    void aChargeAboveWhatWasOpenedIsS6() {
        assertFires(forge, "S6", () -> {
            var heard = new ArrayList<>(forge.answers.subList(0, 2));
            oracles.asked("client", 0, "a model", prompt, 0, heard);
            heard.add(new Answer.Failed(new Refusal.ProxyLost(), Usage.NONE, Nanoton.ZERO));
            oracles.atRest();
        });
    }

    @Test
    void aPriceThatIsNotTheHeadersIsS13() {
        assertFires(forge, "S13", () -> {
            var end = (Answer.Completed) forge.answers.getLast();
            var heard = new ArrayList<>(forge.answers);
            heard.set(
                    heard.size() - 1,
                    new Answer.Completed(
                            end.key(),
                            end.usage(),
                            end.reason(),
                            end.cost().plus(Nanoton.of(1)),
                            end.receipt(),
                            end.statements()));
            oracles.asked("client", 0, "a model", prompt, 0, heard);
            oracles.atRest();
        });
    }

    @Test
    void aRequestWithoutAnEndIsL4() {
        assertFires(forge, "L4", () -> {
            oracles.asked("client", 0, "a model", prompt, 0, new ArrayList<>());
            oracles.healed(forge.run.world.loop().now());
            forge.run.pass(Duration.ofMinutes(7));
        });
    }

    @Test
    void aRequestWithTwoEndsIsL4() {
        assertFires(forge, "L4", () -> {
            var heard = new ArrayList<>(forge.answers);
            heard.add(heard.getLast());
            oracles.asked("client", 0, "a model", prompt, 0, heard);
            oracles.atRest();
        });
    }

    @Test
    void anOwnerWhoHearsNothingIsL5() {
        assertFires(forge, "L5", () -> {
            oracles.wished("client", 0, "a wish", new ArrayList<ChannelReply>());
            oracles.atRest();
        });
    }

    @Test
    void aRequestThatIsRefusedWhenAllIsWellIsL7() {
        assertFires(forge, "L7", () -> {
            oracles.healed(forge.run.world.loop().now());
            forge.run.pass(Duration.ofMinutes(4));
            oracles.asked(
                    "client",
                    0,
                    "a model",
                    prompt,
                    0,
                    List.of(new Answer.Failed(
                            new Refusal.ProxyUnreachable(), Usage.NONE, Nanoton.ZERO)));
            oracles.atRest();
        });
    }

    @Test
    void aStormOfMessagesAtRestIsL7() {
        assertFires(forge, "L7", () -> {
            forge.run.pass(Duration.ofMinutes(4));
            for (int i = 0; i < 1_000; i++) {
                oracles.ghosts().sent("client", forge.proxy(), new Wire.More(i));
            }
            oracles.atRest();
        });
    }

    @Test
    void workThatNobodyAdmittedIsL8() {
        assertFires(forge, "L8", () -> {
            var job = new InferenceEngine.Job(Bytes.ofHex("77".repeat(32)), prompt, 100, 16);
            var started = new InferenceEngine.Started(job.id(), 10, 0);
            oracles.engines().of("worker-1").worked(job, started, 10, 0);
            oracles.check();
        });
    }

    @Test
    void workBeyondTheWindowIsS7() {
        assertFires(forge, "S7", () -> {
            var job = new InferenceEngine.Job(Bytes.ofHex("78".repeat(32)), prompt, 100, 16);
            long much = 1L << 26;
            var said = new InferenceEngine.Generated(job.id(), "and", much);
            oracles.engines().of("worker-1").worked(job, said, 10, much);
            oracles.check();
        });
    }

    @Test
    void aVoucherAheadOfAllNeedsIsS16() {
        assertFires(forge, "S16", () -> {
            var key = forge.admitted().attempt().key();
            var voucher = forge.clientVoucher(Nanoton.ton(1));
            oracles.ghosts().sent("client", forge.proxy(), new Wire.Step(key, 64, voucher));
        });
    }

    @Test
    void moneyOutOfNothingIsS1() {
        assertFires(forge, "S1", () -> {
            forge.credit(Nanoton.of(1));
            oracles.transactions().accept(transaction(0));
            oracles.check();
        });
    }

    private Transaction transaction(int exitCode) {
        return new Transaction(
                forge.run.network.network().client().address(),
                Bytes.EMPTY,
                Bytes.EMPTY,
                exitCode,
                exitCode != 0,
                Nanoton.ZERO,
                Nanoton.ZERO);
    }

    @Test
    void tooLittleValueIsS18() {
        assertFires(forge, "S18", () -> oracles.transactions().accept(transaction(700)));
    }

    @Test
    void aProxyThatRetiresIsS14() {
        assertFires(forge, "S14", () -> forge.retire());
    }

    @Test
    void aDeathIsS19() {
        assertFires(
                forge,
                "S19",
                () -> oracles.died(
                        new Death("/user/client-1/purse", new IllegalStateException("why"))));
        assertFalse(oracles.violations().getFirst().last().isEmpty());
    }

    @Test
    void aChannelThatIsOpenInTheEndIsS15() {
        assertFires(forge, "S15", oracles::atEnd);
    }

    @Test
    void aVoucherThatNobodyCashesIsL1() {
        assertFires(forge, "L1", () -> {
            forge.journal(
                    Area.EARNINGS, new EarningsEvent.Received(forge.workerVoucher(Nanoton.ton(5))));
            oracles.healed(forge.run.world.loop().now());
            forge.run.pass(Duration.ofMinutes(21));
        });
    }

    @Test
    void moneyThatIsHeldForEverIsL3() {
        assertFires(forge, "L3", () -> {
            var admitted = forge.admitted();
            forge.journal(
                    Area.CLIENT_ACCOUNT,
                    new ClientAccountEvent.Admitted(
                            forge.another(admitted.attempt()),
                            forge.clientVoucher(Nanoton.ton(2))));
            oracles.healed(forge.run.world.loop().now());
            forge.run.pass(Duration.ofMinutes(8));
        });
    }
}
