#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT
"""Makes the compressed streams that the tests send: for each a beginning, and a part that may follow
it any number of times, as both compressors let a flushed part refer to the text right before it.

The text is a comment ("::", and a line end in a part of its own) or events; see PARTS. Brotli is
called in the library itself, which Debian has as libbrotli1."""

import ctypes
import pathlib
import random
import zlib

HERE = pathlib.Path(__file__).parent


def gzip_parts(texts):
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    return [compressor.compress(text) + compressor.flush(zlib.Z_SYNC_FLUSH) for text in texts]


def brotli_parts(texts, window=22):
    library = ctypes.CDLL("libbrotlienc.so.1")
    library.BrotliEncoderCreateInstance.restype = ctypes.c_void_p
    encoder = ctypes.c_void_p(library.BrotliEncoderCreateInstance(None, None, None))
    window_parameter = 2
    assert library.BrotliEncoderSetParameter(encoder, window_parameter, window)
    library.BrotliEncoderTakeOutput.restype = ctypes.c_void_p
    flush = 1

    def part(text):
        source = ctypes.create_string_buffer(text, len(text))
        left = ctypes.c_size_t(len(text))
        at = ctypes.cast(source, ctypes.c_void_p)
        none = ctypes.c_size_t(0)
        compressed = b""
        while True:
            assert library.BrotliEncoderCompressStream(
                encoder, flush, ctypes.byref(left), ctypes.byref(at), ctypes.byref(none), None, None
            )
            size = ctypes.c_size_t(0)
            output = library.BrotliEncoderTakeOutput(encoder, ctypes.byref(size))
            compressed += ctypes.string_at(output, size.value)
            if not left.value and not library.BrotliEncoderHasMoreOutput(encoder):
                return compressed

    return [part(text) for text in texts]


def brotli_parts_nearby(texts):
    """Looks back no further than an event or two, so that a part costs something each time."""
    return brotli_parts(texts, window=10)


def events(size, repetitions=48):
    """Events of a kind that compresses at 100:1 or so: one per line of noise, and again and again."""
    noise = random.Random(1)
    block = b""
    while len(block) < size:
        text = "".join(noise.choice("abcdefghijklmnop") for _ in range(4)) * repetitions
        block += f"data: {text}\n\n".encode()
    return block


def write(name, compress, beginning, repeated):
    """The fourth part is the same as the third: so the fifth would be, too."""
    parts = compress([beginning] + [repeated] * 4)
    assert parts[3] == parts[4], name
    head = b"".join(parts[:3])
    (HERE / f"{name}.beginning").write_bytes(head)
    (HERE / f"{name}.repeated").write_bytes(parts[3])
    print(f"{name}: {len(head)} bytes, then {len(parts[3])} for {len(repeated)}:",
          f"1 to {len(repeated) // len(parts[3])}")


for encoding, compress in (("gzip", gzip_parts), ("br", brotli_parts)):
    write(f"events.{encoding}", compress, b"\n", events(30000))
    write(f"line.{encoding}", compress, b"id: bomb\ndata: ", b"x" * (1 << 20))
write("steady.br", brotli_parts_nearby, b"\n", events(30000, repetitions=84))
