#!/usr/bin/env python3
"""Writes tiny.gguf: a llama with fixed random weights that babbles English words.

For tests and offline demonstrations. It loads, streams, stops and counts as a trained model does,
and knows nothing. Plain Python 3, no packages; the same bytes on every machine: sums of uniform
numbers in place of a normal distribution, whose logarithms differ between C libraries.

    python3 make_tiny_gguf.py tiny.gguf
"""
import random
import struct
import sys

EMBED, LAYERS, HEADS, KV_HEADS, FEED = 64, 2, 4, 2, 128
CONTEXT = 16384
CHATML = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
WORDS = """
the a one two every some no this that our your their old new small great quiet loud slow quick
warm cold bright dark blue green red grey golden silver deep high long round empty full early late
river stone lamp garden house window door table paper letter book story song bird horse fish tree
leaf flower seed field hill mountain valley forest island harbour ship sail wind rain snow cloud sun
moon star night morning evening summer winter spring road bridge tower wall stair room kitchen bread
salt honey apple water fire smoke glass wood iron wool silk clock key bell mirror map coin basket
child friend stranger teacher doctor baker sailor farmer painter king queen voice hand eye heart
dream memory word name number reason question answer silence shadow light colour shape weight
walks runs sings sleeps waits falls rises opens closes turns finds loses keeps gives takes carries
follows leads knows thinks says asks tells hears sees feels builds breaks mends writes reads counts
under over behind beside between across through along around near beyond without within toward from
and or but because while until before after when where again always never often soon now then here
there slowly softly almost perhaps only still together alone café naïve señor déjà über 雨 山 月
""".split()
MARKS = [".", ",", "?", "!", ";"]


def byte_letters():
    """GPT-2's letter for each byte: printable bytes stand for themselves."""
    keep = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    letters, spare = {}, 256
    for byte in range(256):
        if byte in keep:
            letters[byte] = chr(byte)
        else:
            letters[byte] = chr(spare)
            spare += 1
    return letters


def vocabulary():
    """Tokens, merges, and how loudly the model says which: whole words and marks, no bytes.

    The end of its turn is said softly, so that it comes rarely.
    """
    letters = byte_letters()
    tokens = SPECIAL + [letters[byte] for byte in range(256)]
    ids = {token: at for at, token in enumerate(tokens)}
    merges, spoken = [], {ids[mark]: 1.0 for mark in MARKS}
    spoken[ids["<|im_end|>"]] = 0.5
    for word in WORDS:
        text = [letters[byte] for byte in (" " + word).encode("utf-8")]
        left = text[0]
        for right in text[1:]:
            if left + right not in ids:
                merges.append(left + " " + right)
                ids[left + right] = len(tokens)
                tokens.append(left + right)
            left += right
        spoken[ids[left]] = 1.0
    return tokens, merges, spoken


def matrix(rng, rows, columns, scale, loud=None):
    """F16, row by row, each as loud as it says; rows it does not name are zero."""
    values = bytearray()
    for row in range(rows):
        for _ in range(columns):
            value = rng.random() + rng.random() + rng.random() + rng.random() - 2.0
            value *= 1.7320508 * scale * (1.0 if loud is None else loud.get(row, 0.0))
            values += struct.pack("<e", value)
    return (columns, rows), 1, bytes(values)


def ones(count):
    return (count,), 0, struct.pack("<f", 1.0) * count


def tensors(size, spoken):
    rng = random.Random(20260101)
    head = EMBED // HEADS
    into, feed = EMBED**-0.5, FEED**-0.5
    yield "token_embd.weight", matrix(rng, size, EMBED, 1.0)
    yield "output_norm.weight", ones(EMBED)
    yield "output.weight", matrix(rng, size, EMBED, 0.375, spoken)
    for layer in range(LAYERS):
        name = "blk.%d." % layer
        yield name + "attn_norm.weight", ones(EMBED)
        yield name + "ffn_norm.weight", ones(EMBED)
        yield name + "attn_q.weight", matrix(rng, HEADS * head, EMBED, 1.5 * into)
        yield name + "attn_k.weight", matrix(rng, KV_HEADS * head, EMBED, 1.5 * into)
        yield name + "attn_v.weight", matrix(rng, KV_HEADS * head, EMBED, 1.5 * into)
        yield name + "attn_output.weight", matrix(rng, EMBED, HEADS * head, 1.5 * into)
        yield name + "ffn_gate.weight", matrix(rng, FEED, EMBED, 1.5 * into)
        yield name + "ffn_up.weight", matrix(rng, FEED, EMBED, 1.5 * into)
        yield name + "ffn_down.weight", matrix(rng, EMBED, FEED, 1.5 * feed)


def text(value):
    data = value.encode("utf-8")
    return struct.pack("<Q", len(data)) + data


def entry(key, value):
    """GGUF types: 4 u32, 5 i32, 6 f32, 7 bool, 8 string, 9 array."""
    if isinstance(value, bool):
        return text(key) + struct.pack("<I?", 7, value)
    if isinstance(value, int):
        return text(key) + struct.pack("<II", 4, value)
    if isinstance(value, float):
        return text(key) + struct.pack("<If", 6, value)
    if isinstance(value, str):
        return text(key) + struct.pack("<I", 8) + text(value)
    if isinstance(value[0], str):
        head, items = 8, b"".join(text(item) for item in value)
    else:
        head, items = 5, b"".join(struct.pack("<i", item) for item in value)
    return text(key) + struct.pack("<IIQ", 9, head, len(value)) + items


def metadata(tokens, merges):
    return {
        "general.architecture": "llama",
        "general.name": "Chrysalis babbler",
        "general.license": "GPL-3.0-only",
        "general.file_type": 1,
        "general.quantization_version": 2,
        "llama.context_length": CONTEXT,
        "llama.embedding_length": EMBED,
        "llama.block_count": LAYERS,
        "llama.feed_forward_length": FEED,
        "llama.attention.head_count": HEADS,
        "llama.attention.head_count_kv": KV_HEADS,
        "llama.rope.dimension_count": EMBED // HEADS,
        "llama.rope.freq_base": 100000.0,
        "llama.attention.layer_norm_rms_epsilon": 1e-5,
        "llama.vocab_size": len(tokens),
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "smollm",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": [3 if token in SPECIAL else 1 for token in tokens],
        "tokenizer.ggml.merges": merges,
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.padding_token_id": 2,
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.chat_template": CHATML,
    }


def padded(data):
    return data + b"\0" * (-len(data) % 32)


def gguf():
    tokens, merges, spoken = vocabulary()
    entries = metadata(tokens, merges)
    infos, body = b"", b""
    named = list(tensors(len(tokens), spoken))
    for name, (shape, kind, data) in named:
        infos += text(name) + struct.pack("<I", len(shape))
        infos += b"".join(struct.pack("<Q", size) for size in shape)
        infos += struct.pack("<IQ", kind, len(body))
        body += padded(data)
    head = b"GGUF" + struct.pack("<IQQ", 3, len(named), len(entries))
    head += b"".join(entry(key, value) for key, value in entries.items())
    return padded(head + infos) + body


if __name__ == "__main__":
    with open(sys.argv[1], "wb") as out:
        out.write(gguf())
