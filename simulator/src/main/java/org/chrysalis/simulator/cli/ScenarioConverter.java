package org.chrysalis.simulator.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;

/** Reads a scenario's name. */
final class ScenarioConverter implements ITypeConverter<RunCommand.Scenario> {

    @Override
    public RunCommand.Scenario convert(String name) {
        return Arrays.stream(RunCommand.Scenario.values())
                .filter(scenario -> scenario.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no scenario '" + name
                        + "'; there is: " + String.join(", ", new ScenarioNames())));
    }
}
