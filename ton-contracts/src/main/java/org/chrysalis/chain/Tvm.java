package org.chrysalis.chain;

import org.chrysalis.ton.Bytes;
import org.chrysalis.tvm.Emulator;
import org.chrysalis.tvm.EmulatorFailure;

/**
 * What chains execute on, under one network's configuration. It takes tens of megabytes and a
 * while to make, and keeps nothing of a chain: those of one network may share it, one after the
 * other, on one thread.
 */
public final class Tvm {

    /** How a message becomes a transaction. */
    interface Executor {
        Emulator.Outcome transaction(
                Emulator emulator, Bytes account, Bytes message, Emulator.Moment moment);
    }

    private final SandboxSettings settings;
    private final NetworkConfig config;
    private final Executor executor;
    private final Breakable<Emulator> emulator;

    private Tvm(SandboxSettings settings, Executor executor) {
        this.settings = settings;
        this.config = NetworkConfig.of(settings);
        this.executor = executor;
        this.emulator = new Breakable<>(() -> new Emulator(config.boc()));
    }

    public static Tvm of(SandboxSettings settings) {
        return of(settings, Emulator::transaction);
    }

    /** @param executor stands between the chains and the emulator: a test's breaks at will */
    static Tvm of(SandboxSettings settings, Executor executor) {
        return new Tvm(settings, executor);
    }

    /** The same network's after a vote for other prices. */
    Tvm under(Prices prices) {
        return new Tvm(new SandboxSettings(settings.networkId(), prices), executor);
    }

    SandboxSettings settings() {
        return settings;
    }

    NetworkConfig config() {
        return config;
    }

    /** @throws EmulatorFailure if the emulator breaks; the next call gets a new one */
    Emulator.Outcome transaction(Bytes account, Bytes message, Emulator.Moment moment) {
        return emulator.use(machine -> executor.transaction(machine, account, message, moment));
    }

    /** @throws EmulatorFailure if the emulator breaks; the next call gets a new one */
    Emulator.Got get(Emulator.Subject subject, int method, Bytes stack, Emulator.Moment moment) {
        return emulator.use(machine -> machine.get(subject, method, stack, moment));
    }
}
