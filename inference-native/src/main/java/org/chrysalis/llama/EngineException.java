package org.chrysalis.llama;

/** Carries an {@link EngineFault} to the caller of what answers at once. */
public final class EngineException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient EngineFault fault;

    public EngineException(EngineFault fault) {
        super(fault.message());
        this.fault = fault;
    }

    public EngineFault fault() {
        return fault;
    }
}
