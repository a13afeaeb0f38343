package org.chrysalis.house.breach;

/** Takes monitors. */
public final class Synchronizes {

    private int count;

    synchronized int method() {
        return count++;
    }

    int block() {
        synchronized (this) {
            return count++;
        }
    }
}
