package org.chrysalis.simulator.runtime;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a world need not prove again, the last few thousand of it; what was forgotten is proved
 * anew. It changes how long a run takes, and nothing else of it.
 */
final class Facts {

    private static final int MOST = 8_192;

    private final LinkedHashMap<ByteBuffer, Boolean> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
            return size() > MOST;
        }
    };

    boolean has(ByteBuffer fact) {
        return known.containsKey(fact);
    }

    void add(ByteBuffer fact) {
        known.put(fact, true);
    }
}
