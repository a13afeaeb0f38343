package org.chrysalis.chain;

import org.chrysalis.tvm.Emulator;

/**
 * What chains execute on, under one network's configuration. It takes tens of megabytes and a
 * while to make, and keeps nothing of a chain: those of one network may share it, one after the
 * other, on one thread.
 */
public final class Tvm {

    private final SandboxSettings settings;
    private final NetworkConfig config;
    private final Breakable<Emulator> emulator;

    private Tvm(SandboxSettings settings, NetworkConfig config) {
        this.settings = settings;
        this.config = config;
        this.emulator = new Breakable<>(() -> new Emulator(config.boc()));
    }

    public static Tvm of(SandboxSettings settings) {
        return new Tvm(settings, NetworkConfig.of(settings));
    }

    SandboxSettings settings() {
        return settings;
    }

    NetworkConfig config() {
        return config;
    }

    Breakable<Emulator> emulator() {
        return emulator;
    }
}
