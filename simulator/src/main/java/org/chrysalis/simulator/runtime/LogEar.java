package org.chrysalis.simulator.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;

import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Hears what code in a simulation logs, from INFO on, whether or not anybody sees the lines: {@link
 * SimulationLoop#hearLog}. Named in logback.xml.
 */
public final class LogEar extends TurboFilter {

    @Override
    public FilterReply decide(
            Marker marker,
            Logger logger,
            Level level,
            String format,
            Object[] figures,
            Throwable thrown) {
        if (!LoopScope.LOOP.isBound() || !level.isGreaterOrEqual(Level.INFO)) {
            return FilterReply.NEUTRAL;
        }
        var loop = LoopScope.LOOP.get();
        if (format != null) {
            loop.logged(MessageFormatter.arrayFormat(format, figures).getMessage() + cause(thrown));
            return FilterReply.NEUTRAL;
        }
        // asked before a line is made: our own loggers are to make it
        boolean own = logger.getName().startsWith("chrysalis");
        return own && loop.isLogHeard() ? FilterReply.ACCEPT : FilterReply.NEUTRAL;
    }

    private static String cause(Throwable thrown) {
        return thrown == null ? "" : " " + thrown;
    }
}
