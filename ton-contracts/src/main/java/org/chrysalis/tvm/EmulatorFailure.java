package org.chrysalis.tvm;

/** The emulator itself broke, not a contract in it. The instance is worthless afterwards. */
public final class EmulatorFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EmulatorFailure(String message) {
        super(message);
    }

    EmulatorFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
