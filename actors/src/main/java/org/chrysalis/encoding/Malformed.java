package org.chrysalis.encoding;

/** Bytes of a peer that are not of the format. Checked, so that nobody forgets to refuse them. */
public final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    public Malformed(String what) {
        super(what);
    }
}
