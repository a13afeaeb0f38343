package org.chrysalis.simulator.oracle;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.money.Usage;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.sealing.Frame;
import org.chrysalis.sealing.ResponseOpener;
import org.chrysalis.sealing.SealedRequest;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every attempt as the wire saw it: what its client bought, and what was sent to it. */
final class Requests {

    /** One of them. */
    static final class Request {

        private final RequestKey key;
        private final String client;
        private final Envelope envelope;
        private final Bytes envHash;
        private final List<Long> steps = new ArrayList<>();

        /** Of the header that reached the client's side of the wire first. */
        private Optional<Frame.Header> header = Optional.empty();

        /** Per mille: what any header said. */
        private final SortedSet<Long> coefficients = new TreeSet<>();

        /** Whom a proxy sent it to, in order. */
        private final List<String> workers = new ArrayList<>();

        /** Who sent something of it, or showed that it had done something. */
        private final SortedSet<String> answering = new TreeSet<>();

        /** What of it the proxy sent to the client, prompt included. */
        private Usage relayed = Usage.NONE;

        private boolean complete;

        Request(RequestKey key, String client, SealedRequest sealed) {
            this.key = key;
            this.client = client;
            this.envelope = sealed.envelope();
            this.envHash = sealed.envHash();
        }

        RequestKey key() {
            return key;
        }

        String client() {
            return client;
        }

        Envelope envelope() {
            return envelope;
        }

        Bytes envHash() {
            return envHash;
        }

        /** Completion tokens that the client paid for. */
        long bought() {
            return steps.isEmpty() ? 0 : Math.min(steps.getLast(), envelope.maxOutput());
        }

        /**
         * Completion tokens that may be bought and not opened: the last step, bought when half of
         * the one before was opened, and what was not of that one.
         */
        long slack() {
            int count = steps.size();
            long last = count == 0 ? 0 : steps.getLast();
            long before = count < 2 ? 0 : steps.get(count - 2);
            long earlier = count < 3 ? 0 : steps.get(count - 3);
            return last - before + Math.ceilDiv(before - earlier, 2);
        }

        Optional<Frame.Header> header() {
            return header;
        }

        SortedSet<Long> coefficients() {
            return coefficients;
        }

        List<String> workers() {
            return workers;
        }

        /** Whether its last frame reached the client's side of the wire. */
        boolean isComplete() {
            return complete;
        }

        /** Workers who said that they did something of it. */
        SortedSet<String> answering() {
            return answering;
        }

        Usage relayed() {
            return relayed;
        }
    }

    private final Map<RequestKey, Request> all = new TreeMap<>();
    private final Map<Bytes, Request> bySubject = new TreeMap<>();
    private final Map<Bytes, Request> byEnvelope = new TreeMap<>();

    /** Without those that their clients' books have an end of. */
    private final Map<Bytes, Request> unsettled = new TreeMap<>();

    Optional<Request> of(RequestKey key) {
        return Optional.ofNullable(all.get(key));
    }

    /** What a statement to a client is about. */
    Optional<Request> ofSubject(Bytes subject) {
        return Optional.ofNullable(bySubject.get(subject));
    }

    Optional<Request> ofEnvelope(Bytes envHash) {
        return Optional.ofNullable(byEnvelope.get(envHash));
    }

    /** Those of a client that its books have no end of. */
    Stream<Request> unsettled(String client) {
        return unsettled.values().stream().filter(one -> one.client.equals(client));
    }

    void settled(Bytes subject) {
        unsettled.remove(subject);
    }

    Collection<Request> all() {
        return all.values();
    }

    void note(String from, String to, Wire message) {
        switch (message) {
            case Wire.Ask ask -> asked(from, ask);
            case Wire.Step step -> bought(from, step.key(), step.upToTokens());
            case Wire.Part part -> of(part.key()).ifPresent(one -> relayed(one, part.frames()));
            case Wire.Dispatch dispatch ->
                ofEnvelope(dispatch.envHash()).ifPresent(one -> one.workers.add(to));
            case Wire.Generated generated ->
                ofEnvelope(generated.envHash()).ifPresent(one -> generated(one, from, generated));
            case Wire.Shown shown ->
                shown.open().forEach(open -> ofEnvelope(open.envHash())
                        .ifPresent(one -> one.answering.add(from)));
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> {}
        }
    }

    /** Whoever shows a request that is another one's asks for nothing. */
    private void asked(String client, Wire.Ask ask) {
        try {
            if (!all.containsKey(ask.key())) {
                var sealed = SealedRequest.decode(ask.sealed());
                var request = new Request(ask.key(), client, sealed);
                all.put(ask.key(), request);
                bySubject.putIfAbsent(ask.key().subject(), request);
                byEnvelope.putIfAbsent(request.envHash, request);
                unsettled.put(ask.key().subject(), request);
            }
            bought(client, ask.key(), ask.upToTokens());
        } catch (Malformed | IllegalArgumentException garbage) {
            // no proxy admits it
        }
    }

    private void bought(String client, RequestKey key, long tokens) {
        of(key).filter(one -> one.client.equals(client)).ifPresent(one -> {
            if (one.steps.isEmpty() || one.steps.getLast() < tokens) {
                one.steps.add(tokens);
            }
        });
    }

    /** A failover's worker may say another price: none of its bytes reach the client. */
    private static void generated(Request one, String worker, Wire.Generated generated) {
        one.answering.add(worker);
        if (one.coefficients.isEmpty() || !worker.equals(one.workers.getFirst())) {
            header(generated.frames()).ifPresent(it -> one.coefficients.add(it.coefficient()));
        }
    }

    private static void relayed(Request one, Bytes bytes) {
        try {
            boolean first = one.header.isEmpty();
            var frames = first ? ResponseOpener.withoutPrelude(bytes) : bytes;
            for (var frame : Frame.decodeAll(frames)) {
                relayed(one, frame);
            }
        } catch (Malformed | IllegalArgumentException garbage) {
            // its client does not open it
        }
    }

    private static void relayed(Request one, Frame frame) {
        switch (frame) {
            case Frame.Header header -> {
                one.header = Optional.of(one.header.orElse(header));
                one.coefficients.add(header.coefficient());
                one.relayed = header.prompt();
            }
            case Frame.Data data ->
                one.relayed = one.relayed.withCompletion(data.visible(), data.reasoning());
            case Frame.Final last -> {
                one.relayed = last.usage();
                one.complete = true;
            }
        }
    }

    private static Optional<Frame.Header> header(Bytes bytes) {
        try {
            return Frame.decodeAll(ResponseOpener.withoutPrelude(bytes)).stream()
                    .filter(Frame.Header.class::isInstance)
                    .map(Frame.Header.class::cast)
                    .findFirst();
        } catch (Malformed | IllegalArgumentException later) {
            return Optional.empty();
        }
    }
}
