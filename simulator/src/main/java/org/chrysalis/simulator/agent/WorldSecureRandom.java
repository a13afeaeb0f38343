package org.chrysalis.simulator.agent;

import java.security.SecureRandom;
import java.security.SecureRandomParameters;
import java.security.SecureRandomSpi;

/**
 * A {@link SecureRandom} that inside a simulation draws from that world's seed, and is another one
 * outside: like {@link WorldRandom} it may outlive the world in which it was made.
 */
@SuppressWarnings("serial")
final class WorldSecureRandom extends SecureRandom {

    private final SecureRandom outside;

    WorldSecureRandom(SecureRandom outside) {
        super(new Source(outside), outside.getProvider());
        this.outside = outside;
    }

    @Override
    public String getAlgorithm() {
        return outside.getAlgorithm();
    }

    private static final class Source extends SecureRandomSpi {

        private final SecureRandom outside;

        Source(SecureRandom outside) {
            this.outside = outside;
        }

        /** A seed adds to entropy, of which a simulation has none. */
        @Override
        protected void engineSetSeed(byte[] seed) {
            if (!Redirects.isInside()) {
                outside.setSeed(seed);
            }
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            if (Redirects.isInside()) {
                ChanceRedirects.chance().nextBytes(bytes);
            } else {
                outside.nextBytes(bytes);
            }
        }

        @Override
        protected void engineNextBytes(byte[] bytes, SecureRandomParameters parameters) {
            if (Redirects.isInside()) {
                engineNextBytes(bytes);
            } else {
                outside.nextBytes(bytes, parameters);
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            return Redirects.isInside()
                    ? ChanceRedirects.entropy(count)
                    : outside.generateSeed(count);
        }
    }
}
