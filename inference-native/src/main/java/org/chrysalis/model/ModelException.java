package org.chrysalis.model;

/** Carries a {@link ModelFault}. */
public final class ModelException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient ModelFault fault;

    public ModelException(ModelFault fault) {
        super(fault.message());
        this.fault = fault;
    }

    public ModelFault fault() {
        return fault;
    }
}
