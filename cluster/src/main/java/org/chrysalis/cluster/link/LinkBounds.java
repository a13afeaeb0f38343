package org.chrysalis.cluster.link;

import com.typesafe.config.Config;

import org.chrysalis.cluster.codec.WireCodec;

import java.time.Duration;

/**
 * What a session may take, read from {@code chrysalis.link}.
 *
 * @param buffer messages that wait to be sent; more end the session
 * @param heartbeat how often one is sent
 * @param silence after which a peer counts as gone
 * @param redial first wait after a failed dial; doubled up to {@code redialMost}
 */
public record LinkBounds(
        int buffer, Duration heartbeat, Duration silence, Duration redial, Duration redialMost) {

    /** Bytes of a message and the frame around it, at most. */
    static final int MAX_FRAME = WireCodec.MAX_BYTES + 1_024;

    public static LinkBounds of(Config config) {
        var link = config.getConfig("chrysalis.link");
        return new LinkBounds(
                link.getInt("buffer"),
                link.getDuration("heartbeat"),
                link.getDuration("silence"),
                link.getDuration("redial"),
                link.getDuration("redial-most"));
    }
}
