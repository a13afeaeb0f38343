package org.chrysalis.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;

import java.time.Duration;
import java.util.TreeSet;

/**
 * One section of the configuration. Whatever is wrong with it is a {@link ConfigException} whose
 * message names the key and what may stand there.
 */
public final class Section {

    /** Read once: it is that of every library, and each node asks several times. */
    private static final Config REFERENCE = ConfigFactory.parseResources(
                    Section.class.getClassLoader(), "reference.conf")
            .resolve(ConfigResolveOptions.noSystem());

    private final String path;
    private final Config values;

    /**
     * @param root all of the configuration, references included
     * @param path of a section that {@code reference.conf} has in full
     */
    public Section(Config root, String path) {
        this.path = path;
        this.values = root.getConfig(path);
        var unknown = new TreeSet<>(values.root().keySet());
        unknown.removeAll(reference().getConfig(path).root().keySet());
        if (!unknown.isEmpty()) {
            throw bad(unknown.first(), "a key that nobody reads; leave it out");
        }
    }

    /** What the jars say, without what this process was told: Config's own has that in it. */
    public static Config reference() {
        return REFERENCE;
    }

    public int count(String key, int least, int most) {
        return (int) figure(key, least, most);
    }

    public long figure(String key, long least, long most) {
        long figure = values.getLong(key);
        if (figure < least || figure > most) {
            throw bad(key, least + " to " + most + " may stand there, not " + figure);
        }
        return figure;
    }

    public Duration duration(String key, Duration least, Duration most) {
        var duration = values.getDuration(key);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw bad(key, least + " to " + most + " may stand there, not " + duration);
        }
        return duration;
    }

    private ConfigException bad(String key, String why) {
        return new ConfigException.Generic(path + "." + key + ": " + why + ".");
    }
}
