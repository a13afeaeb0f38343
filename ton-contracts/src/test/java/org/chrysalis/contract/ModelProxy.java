package org.chrysalis.contract;

import org.chrysalis.contract.ProxyState.Status;
import org.chrysalis.ton.Nanoton;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A proxy's contract as docs/decisions/stake.md describes it, in plain Java: what the real one is
 * compared with. Mutable, for it is one life.
 */
final class ModelProxy {

    static final long DAY = 86_400;
    static final long RETIRE_DELAY = 7 * DAY;

    /** What becomes of what it asks its registry for. */
    enum Registry {
        /** It answers at once, as ours does. */
        REAL,
        /** It answers when and what it likes. */
        WHIMSICAL,
        /** All comes back. */
        REFUSING
    }

    enum Sender {
        OWNER,
        HOT,
        REGISTRY,
        OTHER
    }

    /** What arrives; a proof of fraud is a good one. */
    sealed interface Step {
        record Register() implements Step {}

        record Retire() implements Step {}

        record Answer(long query) implements Step {}

        record FinishRetire() implements Step {}

        record Fund(Nanoton amount) implements Step {}

        record Order() implements Step {}

        record Fraud() implements Step {}

        record WithdrawFree(Nanoton amount) implements Step {}

        record RaiseStake(Nanoton amount) implements Step {}

        record SetHotWallet(Nanoton fund, int orders) implements Step {}

        /** Whether nobody but the owner may say it. */
        default boolean isTheOwners() {
            return switch (this) {
                case Register _, Retire _, WithdrawFree _, RaiseStake _, SetHotWallet _ -> true;
                case Answer _, FinishRetire _, Fund _, Order _, Fraud _ -> false;
            };
        }

        /** Out of what lies in the contract. */
        default Nanoton paysOut() {
            return switch (this) {
                case Fund(var amount) -> amount;
                case WithdrawFree(var amount) -> amount;
                case Register _,
                        Retire _,
                        Answer _,
                        FinishRetire _,
                        Order _,
                        Fraud _,
                        RaiseStake _,
                        SetHotWallet _ -> Nanoton.ZERO;
            };
        }
    }

    private record Use(long when, Nanoton funded, int ordered) {}

    private final Registry registry;
    private final List<Use> uses = new ArrayList<>();
    private Nanoton fundPerDay = Nanoton.ZERO;
    private int ordersPerDay;
    private boolean hot;
    Status status = Status.OPEN;
    Nanoton stake;
    long closingTime;
    long retirements;
    boolean entered;

    ModelProxy(Registry registry, Nanoton stake) {
        this.registry = registry;
        this.stake = stake;
        this.entered = registry == Registry.REAL;
    }

    /**
     * Every reason to refuse, whichever the contract finds first; none if it must not.
     *
     * @param free what lies above stake and reserve; below 0 if that is not all there
     */
    Set<ExitCode> reasons(Sender sender, Step step, long free, long now) {
        var reasons = EnumSet.noneOf(ExitCode.class);
        add(reasons, ExitCode.SENDER, sender != Sender.OWNER && step.isTheOwners());
        boolean open = status == Status.OPEN;
        switch (step) {
            case Step.Register _ -> {
                add(reasons, ExitCode.NOT_OPEN, !open);
                add(reasons, ExitCode.STAKE, free < 0);
            }
            case Step.Retire _ ->
                add(reasons, ExitCode.NOT_OPEN, !open && status != Status.RETIRING);
            case Step.Answer _ -> {
                boolean registrys = sender == Sender.REGISTRY && registry == Registry.WHIMSICAL;
                add(reasons, ExitCode.SENDER, !registrys);
            }
            case Step.FinishRetire _ -> {
                add(reasons, ExitCode.NOT_CLOSING, status != Status.CLOSING);
                add(reasons, ExitCode.TOO_EARLY, now < closingTime);
            }
            case Step.Fund(var amount) -> {
                limit(reasons, sender, new Use(now, amount, 0));
                add(reasons, ExitCode.NOT_OPEN, !open);
                add(reasons, ExitCode.ZERO, amount.equals(Nanoton.ZERO));
                add(reasons, ExitCode.STAKE, free < amount.value());
            }
            case Step.Order _ -> limit(reasons, sender, new Use(now, Nanoton.ZERO, 1));
            case Step.Fraud _ -> add(reasons, ExitCode.NOT_OPEN, status == Status.CLOSED);
            case Step.WithdrawFree(var amount) ->
                add(reasons, ExitCode.STAKE, free < amount.value());
            case Step.RaiseStake _ -> add(reasons, ExitCode.NOT_OPEN, !open);
            case Step.SetHotWallet _ -> {}
        }
        return reasons;
    }

    private static void add(Set<ExitCode> reasons, ExitCode reason, boolean holds) {
        if (holds) {
            reasons.add(reason);
        }
    }

    private void limit(Set<ExitCode> reasons, Sender sender, Use use) {
        add(reasons, ExitCode.SENDER, sender != Sender.OWNER && (sender != Sender.HOT || !hot));
        if (sender == Sender.HOT) {
            var recent = sum(use, use.when() / DAY * DAY - DAY);
            add(reasons, ExitCode.LIMIT, recent.funded().isMoreThan(fundPerDay));
            add(reasons, ExitCode.LIMIT, recent.ordered() > ordersPerDay);
        }
    }

    private Use sum(Use more, long from) {
        return uses.stream()
                .filter(use -> use.when() >= from)
                .reduce(
                        more,
                        (left, right) -> new Use(
                                from,
                                left.funded().plus(right.funded()),
                                left.ordered() + right.ordered()));
    }

    /** Whether the hot wallet has stayed within its limits in the last 24 hours. */
    boolean withinLimits(long now) {
        var recent = sum(new Use(now, Nanoton.ZERO, 0), now - DAY);
        return !recent.funded().isMoreThan(fundPerDay) && recent.ordered() <= ordersPerDay;
    }

    /** Does what was not refused. */
    void apply(Sender sender, Step step, long now) {
        switch (step) {
            case Step.Register _ -> entered = registry == Registry.REAL;
            case Step.Retire _ -> retire(now);
            case Step.Answer(long query) -> {
                if (status == Status.RETIRING && query == retirements) {
                    close(now);
                }
            }
            case Step.FinishRetire _ -> {
                status = Status.CLOSED;
                stake = Nanoton.ZERO;
                closingTime = 0;
            }
            case Step.Fund(var amount) -> use(sender, new Use(now, amount, 0));
            case Step.Order _ -> use(sender, new Use(now, Nanoton.ZERO, 1));
            case Step.Fraud _ -> {
                status = Status.BURNT;
                closingTime = 0;
                entered = false;
            }
            case Step.WithdrawFree _ -> {}
            case Step.RaiseStake(var amount) -> stake = stake.plus(amount);
            case Step.SetHotWallet(var fund, int orders) -> {
                hot = true;
                fundPerDay = fund;
                ordersPerDay = orders;
                uses.clear();
            }
        }
    }

    private void retire(long now) {
        retirements++;
        switch (registry) {
            case REAL -> close(now);
            case WHIMSICAL -> status = Status.RETIRING;
            case REFUSING -> status = Status.OPEN;
        }
    }

    private void close(long now) {
        status = Status.CLOSING;
        closingTime = now + RETIRE_DELAY;
        entered = false;
    }

    private void use(Sender sender, Use use) {
        if (sender == Sender.HOT) {
            uses.add(use);
        }
    }
}
