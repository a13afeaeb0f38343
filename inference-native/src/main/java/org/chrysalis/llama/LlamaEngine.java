package org.chrysalis.llama;

import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One model, one context and the thread that runs them: requests are generated one after the
 * other, in the order they came. Engines on the same file share its weights. Every method may be
 * called from any thread, the listener's included.
 */
public final class LlamaEngine implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LlamaEngine.class.getName());

    /** llama.cpp's template and grammar code recurses; Java's default megabyte is too little. */
    private static final long STACK_BYTES = 16L << 20;

    private final Weights weights;
    private final Context context;
    private final EngineSettings settings;
    private final ModelInfo info;
    private final BlockingQueue<Generation> queue;
    private final Map<String, Generation> open = new ConcurrentHashMap<>();
    private final Thread thread;

    /** Guards which request {@link Context#stop} would hit, and closing against starting. */
    private final Object lock = new Object();

    /** The {@link Generation} on the thread; the lock itself where there is none. */
    private Object running = lock;

    private boolean closed;

    private LlamaEngine(Weights weights, Context context, EngineSettings settings)
            throws EngineException {
        this.weights = weights;
        this.context = context;
        this.settings = settings;
        this.info = weights.info(context.tokens());
        this.queue = new LinkedBlockingQueue<>(settings.queue());
        this.thread = new Thread(null, this::loop, "llama-" + info.name(), STACK_BYTES);
        thread.setDaemon(true);
    }

    /**
     * Loads the model, or joins those who have it open already.
     *
     * @throws EngineException if the file is no whole chat model, or memory is short
     */
    public static LlamaEngine open(Path gguf, EngineSettings settings) throws EngineException {
        var weights = Weights.acquire(gguf);
        try {
            var engine = new LlamaEngine(weights, new Context(weights, settings), settings);
            engine.thread.start();
            return engine;
        } catch (EngineException | RuntimeException e) {
            weights.release();
            throw e;
        }
    }

    /** What answers when no model is open yet; loads the native libraries. */
    public static String engineBuild() throws EngineException {
        return NativeLibrary.build();
    }

    public ModelInfo info() {
        return info;
    }

    /** Prompt tokens of {@code messages} in the model's own template; nothing is evaluated. */
    public int countTokens(List<ChatMessage> messages) throws EngineException {
        return weights.prompt(messages, settings.promptBytes()).length;
    }

    /** Queues a request; every answer, refusals included, goes to {@code listener}. */
    public void start(GenerationRequest request, GenerationListener listener) {
        enqueue(new Generation(request, listener)).run();
    }

    /** Returns what is to be told at once: a refusal, or nothing. */
    private Runnable enqueue(Generation generation) {
        synchronized (lock) {
            if (closed) {
                return generation.refusal(new EngineFault.EngineClosed());
            }
            if (open.putIfAbsent(generation.id(), generation) != null) {
                return generation.refusal(new EngineFault.IdInUse(generation.id()));
            }
            if (!queue.offer(generation)) {
                open.remove(generation.id());
                return generation.refusal(new EngineFault.QueueFull(settings.queue()));
            }
            return () -> {};
        }
    }

    /**
     * Lets a request go on to {@code completionTokens} in all. Never lowers; a request that is
     * over, or never was, is not missed.
     */
    public void grant(String id, int completionTokens) {
        var generation = open.get(id);
        if (generation != null) {
            generation.grant().raise(completionTokens);
        }
    }

    /** Ends a request wherever it is, also in the middle of its prompt, within milliseconds. */
    public void cancel(String id) {
        var generation = open.get(id);
        if (generation != null) {
            generation.grant().cancel();
            synchronized (lock) {
                if (running == generation) {
                    context.stop();
                }
            }
        }
    }

    /** Cancels what runs and what waits, tells their listeners, and frees the memory. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        open.keySet().forEach(this::cancel);
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            join();
        }
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try {
            while (!isClosed()) {
                generate(queue.take());
            }
        } catch (InterruptedException e) {
            LOG.log(Logger.Level.DEBUG, "engine interrupted");
        } finally {
            synchronized (lock) {
                closed = true;
            }
            queue.forEach(this::cancelled);
            context.close();
            weights.release();
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    private void cancelled(Generation waiting) {
        open.remove(waiting.id());
        tell(waiting.end(FinishReason.CANCELLED));
    }

    private void generate(Generation generation) {
        synchronized (lock) {
            running = generation;
            context.resume();
        }
        var ending = run(generation);
        synchronized (lock) {
            running = lock;
        }
        open.remove(generation.id());
        tell(ending);
    }

    /** Returns the last call to make to the listener. */
    private Runnable run(Generation generation) {
        try {
            var reason = generation.run(weights, context, settings);
            return generation.end(reason);
        } catch (EngineException e) {
            recover(e.fault());
            return generation.refusal(e.fault());
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "a request ended in a bug, its listener's or ours", e);
            return generation.refusal(
                    new EngineFault.EvaluationFailed(e.getClass().getSimpleName()));
        } catch (Error e) {
            LOG.log(Logger.Level.ERROR, "the engine cannot go on", e);
            close();
            return generation.refusal(
                    new EngineFault.EvaluationFailed(e.getClass().getSimpleName()));
        }
    }

    private static void tell(Runnable ending) {
        try {
            ending.run();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "a listener threw at the end of its request", e);
        }
    }

    private void recover(EngineFault fault) {
        if (!(fault instanceof EngineFault.EvaluationFailed)) {
            return;
        }
        try {
            context.renew();
        } catch (EngineException e) {
            LOG.log(Logger.Level.ERROR, "the engine cannot go on: " + e.getMessage());
            close();
        }
    }
}
