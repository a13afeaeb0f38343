package org.chrysalis.tvm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names behind the module's minified imports and exports, as the build read them out of the
 * emscripten glue script (src/main/build/build.cjs).
 */
record Abi(
        Map<String, String> imports, Map<String, String> exports, Map<String, Integer> constants) {

    static Abi parse(List<String> lines) {
        var imports = new HashMap<String, String>();
        var exports = new HashMap<String, String>();
        var constants = new HashMap<String, Integer>();
        for (var line : lines) {
            var words = line.split(" ", -1);
            switch (words[0]) {
                case "import" -> imports.put(words[1], words[2]);
                case "export" -> exports.put(words[1], words[2]);
                case "constant" -> constants.put(words[1], Integer.valueOf(words[2]));
                default -> throw new EmulatorFailure("odd line in emulator.abi: " + line);
            }
        }
        return new Abi(Map.copyOf(imports), Map.copyOf(exports), Map.copyOf(constants));
    }

    /** The import's name in C. */
    String importName(String letters) {
        return known("import " + letters, imports.get(letters));
    }

    String export(String name) {
        return known("export " + name, exports.get(name));
    }

    int constant(String name) {
        return known("constant " + name, constants.get(name));
    }

    private static <V> V known(String what, V value) {
        if (value == null) {
            throw new EmulatorFailure("the emulator has no " + what + ": another version?");
        }
        return value;
    }
}
