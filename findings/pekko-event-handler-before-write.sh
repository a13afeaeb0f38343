#!/usr/bin/env bash
# Pekko persistence-typed 1.7.0, EventSourcedBehavior, a journal of one's own that rejects a write.
#
# Guess:     the event handler reacts on events that have been persisted (its interface's Javadoc
#            says so), so it runs after the journal has answered, and never for an event that the
#            journal rejects.
# Behaviour: the event handler runs before the journal is even asked. For a rejected event it has run
#            all the same; the actor then stops, although its supervision says restart on every
#            exception, and the state that holds the event goes with it.
# Seen:      command, handler, journal asked, stopped
# What we do: event handlers are pure, effects stand in thenRun; whoever owns an account opens it
#            again when it stops (the simulator's full disks and crash points try that).
#
# Needs a JDK 25 and Maven. Exit status 0 if all this is still so.
set -euo pipefail
version=1.7.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>f</groupId><artifactId>f</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.pekko</groupId>
      <artifactId>pekko-persistence-typed_2.13</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
    -DoutputDirectory=jars 2>/dev/null
cat > Order.java <<'JAVA'
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.*;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.apache.pekko.persistence.typed.*;
import org.apache.pekko.persistence.typed.javadsl.*;
import org.apache.pekko.dispatch.Futures;
import scala.concurrent.Future;

public class Order {
    static final List<String> SEEN = java.util.Collections.synchronizedList(new ArrayList<>());
    static final CountDownLatch OVER = new CountDownLatch(1);

    public static class Rejecting extends AsyncWriteJournal {
        public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> all) {
            SEEN.add("journal asked");
            var answers = new ArrayList<Optional<Exception>>();
            all.forEach(one -> answers.add(Optional.of(new Exception("rejected"))));
            return Futures.successful(answers);
        }
        public Future<Void> doAsyncDeleteMessagesTo(String id, long to) {
            return Futures.successful(null);
        }
        public Future<Void> doAsyncReplayMessages(
                String id, long from, long to, long max, Consumer<PersistentRepr> each) {
            return Futures.successful(null);
        }
        public Future<Long> doAsyncReadHighestSequenceNr(String id, long from) {
            return Futures.successful(0L);
        }
    }

    static class Account extends EventSourcedBehavior<String, String, String> {
        Account() { super(PersistenceId.ofUniqueId("account")); }
        public String emptyState() { return ""; }
        public CommandHandler<String, String, String> commandHandler() {
            return (state, command) -> {
                SEEN.add("command");
                return Effect().persist(command).thenRun(next -> SEEN.add("then"));
            };
        }
        public EventHandler<String, String> eventHandler() {
            return (state, event) -> { SEEN.add("handler"); return state + event; };
        }
    }

    public static void main(String[] args) throws Exception {
        var config = ConfigFactory.parseString(
                "pekko.persistence.journal.plugin = j\nj.class = \"Order$Rejecting\"\n"
                + "pekko.loglevel = OFF\npekko.stdout-loglevel = OFF").withFallback(ConfigFactory.load());
        var system = ActorSystem.create(Behaviors.<Void>setup(context -> {
            var account = context.spawn(new Account(), "account");
            context.watch(account);
            account.tell("event");
            return Behaviors.receive(Void.class).onSignal(Terminated.class, gone -> {
                SEEN.add("stopped");
                OVER.countDown();
                return Behaviors.stopped();
            }).build();
        }), "order", config);
        OVER.await();
        system.terminate();
        System.out.println(String.join(", ", SEEN));
    }
}
JAVA
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# Compiled, since the journal is found by its class's name.
"${java}c" -cp 'jars/*' -d classes Order.java
timeout 60 "$java" -cp 'classes:jars/*' Order | tee said
diff said - <<'SAID'
command, handler, journal asked, stopped
SAID
echo "still so: pekko-persistence-typed $version"
