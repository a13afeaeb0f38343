package org.chrysalis.model;

/** Hears how far a long step has come; called often, so be quick. */
public interface Progress {

    /** Hears nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void at(String what, long done, long total) {}

        @Override
        public void end() {}
    };

    /** {@code done} of {@code total} bytes of {@code what}, a few words for people. */
    void at(String what, long done, long total);

    /** The step is over, well or not. */
    void end();
}
