package org.chrysalis.house;

import java.util.List;

/**
 * Who may break a rule. One that keeps the rule is no longer exempt: a test says so.
 *
 * @param where full name of a package, or of an outermost class
 */
record Exemption(HouseRule rule, String where, String reason) {

    /** All there are. */
    static final List<Exemption> ALL = List.of(
            new Exemption(
                    HouseRule.ONLY_THE_OPERATORS_LOG_LOGS,
                    "org.chrysalis.operator.OperatorLog",
                    "it is the one place that logs: its methods take figures and names only"),
            new Exemption(
                    HouseRule.ONLY_COMMAND_LINES_PRINT_AND_EXIT,
                    "org.chrysalis.cluster.cli",
                    "a command line: what it prints and its exit status are its answer"),
            new Exemption(
                    HouseRule.ONLY_COMMAND_LINES_PRINT_AND_EXIT,
                    "org.chrysalis.simulator.cli",
                    "a command line: what it prints and its exit status are its answer"),
            new Exemption(
                    HouseRule.ONLY_COMMAND_LINES_PRINT_AND_EXIT,
                    "org.chrysalis.model.ProgressBar",
                    "shows downloads on stderr, whichever command causes them"));

    static boolean covers(HouseRule rule, String type) {
        return ALL.stream().anyMatch(one -> one.rule() == rule && one.covers(type));
    }

    private boolean covers(String type) {
        return type.equals(where) || type.startsWith(where + ".") || type.startsWith(where + "$");
    }
}
