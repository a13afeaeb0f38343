package org.chrysalis.cashing;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

/** What became of an errand. */
public sealed interface Outcome {
    Address channel();

    /** {@code total} is what the channel's state says was cashed in this epoch, read afterwards. */
    record Cashed(Address channel, Nanoton total) implements Outcome {}

    /** There was no voucher above what is cashed. */
    record NothingToCash(Address channel) implements Outcome {}

    /** Another errand than to cash has come to its end. */
    record Ran(Errand errand) implements Outcome {
        @Override
        public Address channel() {
            return errand.channel();
        }
    }

    /** The channel is past what the errand was for, be it by this or by something else. */
    record Over(Errand errand) implements Outcome {
        @Override
        public Address channel() {
            return errand.channel();
        }
    }

    /** Whether it is tried again. */
    enum Try {
        AGAIN,
        /** It is never worth another try; a higher voucher may be. */
        LAST,
        /** Neither is this, and a contract has kept the fee. */
        REFUSED
    }

    record Failed(Errand errand, String reason, Try next) implements Outcome {

        /** Whether nothing more is done about it. */
        public boolean last() {
            return next != Try.AGAIN;
        }

        @Override
        public Address channel() {
            return errand.channel();
        }
    }
}
