#!/usr/bin/env bash
# sqlite-jdbc 3.51.1.0, transaction mode IMMEDIATE, autocommit off (both are documented settings).
#
# Guess:     after commit() a connection that does nothing holds no lock, as in the C library, so
#            that another process can write.
# Behaviour: commit() sends "begin immediate" at once, before there is a next statement. The idle
#            connection holds the write lock from then on: every other writer gets SQLITE_BUSY
#            until the next commit, and then again. In mode DEFERRED, the default, the same program
#            leaves the file free.
# Seen:      idle after commit, DEFERRED: the other writer wrote
#            idle after commit, IMMEDIATE: SQLITE_BUSY
# What we do: the journal stays in autocommit and says BEGIN IMMEDIATE and COMMIT itself.
#
# Needs a JDK 25 and Maven. Exit status 0 if all this is still so.
set -euo pipefail
version=3.51.1.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
    -Dartifact=org.xerial:sqlite-jdbc:$version -DoutputDirectory=.
cat > Idle.java <<'JAVA'
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

void main() throws Exception {
    for (var mode : new String[] {"DEFERRED", "IMMEDIATE"}) {
        var url = "jdbc:sqlite:" + Files.createTempDirectory(Path.of("."), "db").resolve("a.db");
        var settings = new Properties();
        settings.put("transaction_mode", mode);
        settings.put("journal_mode", "WAL");
        try (var idle = DriverManager.getConnection(url, settings);
                var other = DriverManager.getConnection(url + "?busy_timeout=200")) {
            idle.setAutoCommit(false);
            idle.createStatement().execute("create table t (x integer)");
            idle.commit();
            String outcome;
            try {
                other.createStatement().execute("insert into t values (1)");
                outcome = "the other writer wrote";
            } catch (SQLException busy) {
                outcome = busy.getMessage().contains("SQLITE_BUSY") ? "SQLITE_BUSY" : busy.getMessage();
            }
            System.out.println("idle after commit, " + mode + ": " + outcome);
        }
    }
}
JAVA
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" --enable-native-access=ALL-UNNAMED -cp "sqlite-jdbc-$version.jar" Idle.java 2>/dev/null | tee said
diff said - <<'SAID'
idle after commit, DEFERRED: the other writer wrote
idle after commit, IMMEDIATE: SQLITE_BUSY
SAID
echo "still so: sqlite-jdbc $version"
