package org.chrysalis.simulator.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeSet;

/** A channel that does what the contract never does is found. */
class ForgedChannelTest {

    private static final Topology TOPOLOGY = Topology.standard(1);
    private static final Founding FOUNDING = Founding.of(TOPOLOGY);
    private static final Nanoton DEPOSIT = Nanoton.ton(5);

    private final Cast cast = new Cast(TOPOLOGY, FOUNDING.network());
    private final Cast.Party party = cast.parties().getFirst();
    private final Verdicts verdicts = new Verdicts(new LastMessages());
    private final SignedWords words = new SignedWords(FOUNDING.network().plan().networkId());
    private final Forged chain = new Forged(state(0, DEPOSIT, Nanoton.ZERO, Status.OPEN));
    private final ChannelWitness witness = witness(Assumptions.NONE);

    /** What a test says of the chain. */
    private static final class Forged implements OnChain {
        private ChannelState state;
        private Nanoton balance = Nanoton.ton(6);

        Forged(ChannelState state) {
            this.state = state;
        }

        @Override
        public ChannelState state() {
            return state;
        }

        @Override
        public Nanoton balance() {
            return balance;
        }

        @Override
        public long now() {
            return 1_800_000_000;
        }

        @Override
        public Nanoton gas(long amount) {
            return Nanoton.of(amount);
        }
    }

    private ChannelWitness witness(Assumptions assumptions) {
        return new ChannelWitness(party, chain, words, _ -> Nanoton.ton(2), assumptions, verdicts);
    }

    private ChannelState state(long epoch, Nanoton deposited, Nanoton cashed, Status status) {
        return new ChannelState(
                party.channel(),
                epoch,
                deposited,
                cashed,
                0,
                status,
                status == Status.CLOSING ? 1_800_000_100 : 0,
                ChannelState.Keys.NONE);
    }

    private void sign(Nanoton total) {
        var seed = FOUNDING.network().keys().clients().getFirst().voucher();
        var voucher = Voucher.sign(
                FOUNDING.network().plan().networkId(),
                party.address(),
                0,
                total,
                SigningKey.fromSeed(seed));
        words.note(new Wire.Shown(Bytes.EMPTY, List.of(voucher), List.of(), 0));
    }

    private List<Due> becomes(ChannelState next) {
        chain.state = next;
        return witness.transacted();
    }

    private void assertFound(String invariant) {
        assertTrue(
                verdicts.all().stream().anyMatch(one -> one.invariant().equals(invariant)),
                () -> "found was " + verdicts.all());
    }

    @Test
    void whatIsSignedUsedAndDepositedMayBeCashed() {
        sign(Nanoton.ton(2));
        becomes(state(0, DEPOSIT, Nanoton.ton(2), Status.OPEN));
        assertEquals(List.of(), verdicts.all());
        assertEquals(1, witness.cashings());
    }

    @Test
    void moreCashedThanDepositedIsS2() {
        becomes(state(0, DEPOSIT, Nanoton.ton(6), Status.OPEN));
        assertFound("S2");
    }

    @Test
    void aBalanceBelowWhatIsUncashedIsS3() {
        chain.balance = Nanoton.ton(4);
        becomes(state(0, DEPOSIT, Nanoton.ZERO, Status.OPEN));
        assertFound("S3");
    }

    @Test
    void cashedAboveWhatWasSignedIsS4() {
        sign(Nanoton.ton(1));
        becomes(state(0, DEPOSIT, Nanoton.ton(2), Status.OPEN));
        assertFound("S4");
    }

    @Test
    void cashedAboveWhatWasUsedIsS4UnlessAStrangerDidIt() {
        sign(Nanoton.ton(4));
        witness.strain();
        becomes(state(0, DEPOSIT, Nanoton.ton(3), Status.OPEN));
        assertEquals(List.of(), verdicts.all());
        becomes(state(1, Nanoton.ZERO, Nanoton.ZERO, Status.CLOSED));
        becomes(state(1, DEPOSIT, Nanoton.ton(3), Status.OPEN));
        assertFound("S4");
    }

    @Test
    void aPayerThatCheatsMaySignWhatTheWireDoesNotSee() {
        var cheats = new TreeSet<>(List.of(party.payer()));
        var other = witness(new Assumptions(cheats, new TreeSet<>(), false));
        chain.state = state(0, DEPOSIT, Nanoton.ton(2), Status.OPEN);
        other.transacted();
        assertEquals(List.of(), verdicts.all());
    }

    @Test
    void lessCashedThanBeforeIsS10() {
        sign(Nanoton.ton(2));
        becomes(state(0, DEPOSIT, Nanoton.ton(2), Status.OPEN));
        becomes(state(0, DEPOSIT, Nanoton.ton(1), Status.OPEN));
        assertFound("S10");
    }

    @Test
    void aWithdrawalThatNobodyAgreedToIsS11AndCouldBeUsedAgain() {
        becomes(state(0, Nanoton.ton(3), Nanoton.ZERO, Status.OPEN));
        assertFound("S11");
        assertFound("S10");
    }

    @Test
    void anEndBeforeItsTimeThatNobodyAgreedToIsS15() {
        becomes(state(0, DEPOSIT, Nanoton.ZERO, Status.CLOSING));
        becomes(state(1, Nanoton.ZERO, Nanoton.ZERO, Status.CLOSED));
        assertFound("S15");
    }

    @Test
    void theRestOfAnEpochIsDueToItsPayer() {
        sign(Nanoton.ton(2));
        becomes(state(0, DEPOSIT, Nanoton.ton(2), Status.OPEN));
        var dues = becomes(state(1, Nanoton.ZERO, Nanoton.ZERO, Status.CLOSED));
        var rest = Nanoton.ton(3).plus(Nanoton.of(2_000)).value();
        assertTrue(dues.getFirst().isMetBy(party.channel().payer(), rest));
        assertTrue(!dues.getFirst().isMetBy(party.channel().payer(), rest - 1));
        assertTrue(!dues.getFirst().isMetBy(party.channel().payee(), rest));
        assertEquals("S15", dues.getFirst().invariant());
    }

    @Test
    void whatWasCashedIsDueToItsPayee() {
        sign(Nanoton.ton(2));
        var dues = becomes(state(0, DEPOSIT, Nanoton.ton(2), Status.OPEN));
        var paid = Nanoton.ton(2).plus(Nanoton.of(6_000)).value();
        assertTrue(dues.getFirst().isMetBy(party.channel().payee(), paid));
        assertTrue(!dues.getFirst().isMetBy(party.channel().payee(), paid + 1));
    }
}
