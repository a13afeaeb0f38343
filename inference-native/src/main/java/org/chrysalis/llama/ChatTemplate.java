package org.chrysalis.llama;

import org.bytedeco.javacpp.BytePointer;
import org.chrysalis.llama.jni.Llama;
import org.chrysalis.llama.jni.chrysalis_chat;
import org.chrysalis.llama.jni.llama_vocab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A model's own chat template, from messages to tokens. Only the template's markers, as {@code
 * <|im_end|>}, become special tokens: a message that contains one says it in letters, or its writer
 * could end his turn and speak as another role.
 *
 * <p>A prompt without a marker in its messages is tokenized whole. In others a message with one is
 * tokenized apart from what stands around it, so that no token reaches across its ends: a word or a
 * space there may be split otherwise than in one text, and vocabularies that put a space before a
 * text (SentencePiece) put one before that message.
 */
final class ChatTemplate {

    private static final int SPECIAL =
            Llama.LLAMA_TOKEN_ATTR_UNKNOWN | Llama.LLAMA_TOKEN_ATTR_CONTROL;

    /** Templates pass a message on as it is, or without the space around it. */
    private static final List<UnaryOperator<String>> PASSED_ON =
            List.of(UnaryOperator.identity(), String::strip);

    private final llama_vocab vocabulary;
    private final chrysalis_chat chat;
    private final List<String> markers;

    /** What to make of a text. */
    private enum Markers {
        /** Special tokens; and the vocabulary's first and last one stand around the text. */
        FRAMED,
        TOKENS,
        LETTERS
    }

    private record Part(String text, Markers markers) {}

    ChatTemplate(llama_vocab vocabulary, chrysalis_chat chat) {
        this.vocabulary = vocabulary;
        this.chat = chat;
        this.markers = markers(vocabulary);
    }

    private static List<String> markers(llama_vocab vocabulary) {
        var found = new ArrayList<String>();
        int count = Llama.llama_vocab_n_tokens(vocabulary);
        for (int token = 0; token < count; token++) {
            if ((Llama.llama_vocab_get_attr(vocabulary, token) & SPECIAL) != 0) {
                var text = Llama.llama_vocab_get_text(vocabulary, token);
                found.add(text.getString(StandardCharsets.UTF_8));
            }
        }
        found.removeIf(String::isEmpty);
        return List.copyOf(found);
    }

    /**
     * Up to where the assistant speaks.
     *
     * @param maxBytes of the messages, packed
     * @throws EngineException if they are more, or the template refuses them, or changes one that
     *     has a marker
     */
    int[] tokens(List<ChatMessage> messages, int maxBytes) throws EngineException {
        var rendered = render(pack(messages, maxBytes));
        if (messages.stream().anyMatch(message -> hasMarker(message.role()))) {
            throw refused();
        }
        if (messages.stream().noneMatch(message -> hasMarker(message.content()))) {
            return tokens(new Part(rendered, Markers.FRAMED));
        }
        var quotes = messages.stream()
                .filter(message -> hasMarker(message.content()))
                .map(message -> utf8(message.content()))
                .toList();
        return framed(parts(messages, quotes, rendered));
    }

    private boolean hasMarker(String text) {
        return markers.stream().anyMatch(text::contains);
    }

    /** Renders once more, with a placeholder for each quote: what stays is the template's. */
    private List<Part> parts(List<ChatMessage> messages, List<String> quotes, String rendered)
            throws EngineException {
        var mark = unheardOf(rendered);
        var marked = new ArrayList<ChatMessage>();
        int quoted = 0;
        for (var message : messages) {
            marked.add(
                    hasMarker(message.content())
                            ? new ChatMessage(message.role(), mark + quoted++ + "-")
                            : message);
        }
        var skeleton = render(pack(marked, Integer.MAX_VALUE));
        for (var passedOn : PASSED_ON) {
            var parts = parts(skeleton, mark, quotes.stream().map(passedOn).toList());
            if (joined(parts).equals(rendered)) {
                return parts;
            }
        }
        throw refused();
    }

    /** Letters that do not occur in {@code text}. */
    private static String unheardOf(String text) {
        int number = 0;
        while (text.contains("quote-" + number + "-")) {
            number++;
        }
        return "quote-" + number + "-";
    }

    private static List<Part> parts(String skeleton, String mark, List<String> quotes) {
        var parts = new ArrayList<Part>();
        var places = Pattern.compile(mark + "(\\d+)-").matcher(skeleton);
        int from = 0;
        while (places.find()) {
            parts.add(new Part(skeleton.substring(from, places.start()), Markers.TOKENS));
            var quote = quotes.get(Integer.parseInt(places.group(1)));
            parts.add(new Part(quote, Markers.LETTERS));
            from = places.end();
        }
        parts.add(new Part(skeleton.substring(from), Markers.TOKENS));
        return parts;
    }

    private static String joined(List<Part> parts) {
        var joined = new StringBuilder();
        parts.forEach(part -> joined.append(part.text()));
        return joined.toString();
    }

    /** With the vocabulary's first and last token, where it wants them. */
    private int[] framed(List<Part> parts) throws EngineException {
        var tokens = new ArrayList<int[]>();
        if (Llama.llama_vocab_get_add_bos(vocabulary)) {
            tokens.add(new int[] {Llama.llama_vocab_bos(vocabulary)});
        }
        for (var part : parts) {
            tokens.add(tokens(part));
        }
        if (Llama.llama_vocab_get_add_eos(vocabulary)) {
            tokens.add(new int[] {Llama.llama_vocab_eos(vocabulary)});
        }
        return tokens.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private int[] tokens(Part part) throws EngineException {
        var text = part.text().getBytes(StandardCharsets.UTF_8);
        if (text.length == 0) {
            return new int[0];
        }
        try (var in = new BytePointer(text)) {
            var out = new int[text.length + 16];
            var count = tokenize(in, text.length, part.markers(), out);
            if (count < 0 && count > Integer.MIN_VALUE) {
                out = new int[-count];
                count = tokenize(in, text.length, part.markers(), out);
            }
            if (count < 0) {
                throw refused();
            }
            return Arrays.copyOf(out, count);
        }
    }

    /** How many tokens there are; negative if {@code out} is too short for so many. */
    private int tokenize(BytePointer in, int inBytes, Markers treated, int[] out) {
        return Llama.llama_tokenize(
                vocabulary,
                in,
                inBytes,
                out,
                out.length,
                treated == Markers.FRAMED,
                treated != Markers.LETTERS);
    }

    private String render(byte[] packed) throws EngineException {
        try (var in = new BytePointer(packed)) {
            var out = new byte[packed.length * 2 + 1024];
            var length = render(in, packed.length, out);
            if (length > out.length) {
                out = new byte[length];
                length = render(in, packed.length, out);
            }
            return new String(out, 0, length, StandardCharsets.UTF_8);
        }
    }

    private int render(BytePointer in, int inBytes, byte[] out) throws EngineException {
        var length = Llama.chrysalis_chat_render(chat, in, inBytes, out, out.length);
        if (length < 0) {
            throw refused();
        }
        return length;
    }

    private static EngineException refused() {
        return new EngineException(new EngineFault.MessagesRefused());
    }

    private static byte[] pack(List<ChatMessage> messages, int maxBytes) throws EngineException {
        var bytes = 0L;
        for (var message : messages) {
            bytes += 8L + message.role().length() + message.content().length();
        }
        if (bytes <= maxBytes) {
            var texts = messages.stream()
                    .flatMap(message -> List.of(message.role(), message.content()).stream())
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList();
            bytes = texts.stream().mapToLong(text -> 4L + text.length).sum();
            if (bytes <= maxBytes) {
                var packed = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
                texts.forEach(text -> packed.putInt(text.length).put(text));
                return packed.array();
            }
        }
        throw new EngineException(new EngineFault.PromptTooLarge(bytes, maxBytes));
    }

    /** As it comes back from native code: half a surrogate pair is a question mark there. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
