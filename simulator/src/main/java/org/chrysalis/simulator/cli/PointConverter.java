package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.crash.Point;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a point. */
final class PointConverter implements ITypeConverter<Point> {

    @Override
    public Point convert(String line) {
        try {
            return Point.parse(line);
        } catch (IllegalArgumentException refusal) {
            throw new TypeConversionException(refusal.getMessage());
        }
    }
}
