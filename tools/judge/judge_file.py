"""The judge as one mapped file (little endian): written here, read here and by the C++ runtime.

 0   8 bytes  magic "HRLDJDG1"          24   8 bytes  zero
 8   u32      format version 1          32  32 bytes  SHA-256 of all bytes from offset 64 to the end
12   u32      bytes of the JSON header  64   the header, zeros up to a multiple of 64, then the tensors,
16   u64      bytes of the whole file        each at a multiple of 64; offsets in the header count from the file's start

Tensors: vocab (u8, pieces joined by line feeds); embed.word (i8) with embed.word.scale, embed.position (token type 0
added in), embed.norm.gain/.shift; for layer L of 0..5 L.query, L.key, L.value, L.output, L.up, L.down (i8, [out][in])
with .scale and .bias, L.norm1.gain/.shift, L.norm2.gain/.shift; head.dense and head.NAME (f32) with .bias. The head
root2018 is optional: a reader that does not want it skips it, and the header's "optional_heads" names it.
"""

import hashlib
import json
import struct

import numpy
import torch

import net

MAGIC, VERSION, ALIGN = b"HRLDJDG1", 1, 64
DTYPES = {"i8": numpy.dtype("i1"), "u8": numpy.dtype("u1"), "f32": numpy.dtype("<f4")}
OPTIONAL_HEADS = ["root2018"]


def tensors_of(judge, vocabulary):
    """name -> (type, array) of everything a runtime needs."""
    out = {}

    def put(name, kind, value):
        array = value.detach().numpy() if isinstance(value, torch.Tensor) else value
        out[name] = (kind, numpy.ascontiguousarray(array, DTYPES[kind]))

    def put_norm(name, norm):
        put(f"{name}.gain", "f32", norm.weight)
        put(f"{name}.shift", "f32", norm.bias)

    put("vocab", "u8", numpy.frombuffer("\n".join(vocabulary).encode(), numpy.uint8))
    put("embed.word", "i8", judge.word_values)
    put("embed.word.scale", "f32", judge.word_scale)
    put("embed.position", "f32", judge.positions)
    put_norm("embed.norm", judge.norm)
    for number, layer in enumerate(judge.layers):
        for name in net.MATRICES:
            matrix = getattr(layer, name)
            values, scale = net.quantise_rows(matrix.weight.data)
            put(f"{number}.{name}", "i8", values.to(torch.int8))
            put(f"{number}.{name}.scale", "f32", scale)
            put(f"{number}.{name}.bias", "f32", matrix.bias)
        put_norm(f"{number}.norm1", layer.norm1)
        put_norm(f"{number}.norm2", layer.norm2)
    for name, matrix in [("dense", judge.dense), *zip(judge.classes, judge.heads)]:
        put(f"head.{name}", "f32", matrix.weight)
        put(f"head.{name}.bias", "f32", matrix.bias)
    return out


def aligned(size):
    return -(-size // ALIGN) * ALIGN


def write_tensors(path, header, tensors):
    """The header's size depends on the offsets in it: they settle in a few rounds."""
    start = 0
    while True:
        table, offset = {}, start
        for name, (kind, array) in tensors.items():
            table[name] = {"type": kind, "shape": list(array.shape), "offset": offset}
            offset = aligned(offset + array.nbytes)
        text = json.dumps(header | {"tensors": table}, ensure_ascii=False, separators=(",", ":")).encode()
        if start == aligned(ALIGN + len(text)):
            break
        start = aligned(ALIGN + len(text))
    body = bytearray(offset - ALIGN)
    body[: len(text)] = text
    for name, (_, array) in tensors.items():
        at = table[name]["offset"] - ALIGN
        body[at : at + array.nbytes] = array.tobytes()
    head = struct.pack("<8sIIQ8x", MAGIC, VERSION, len(text), ALIGN + len(body)) + hashlib.sha256(body).digest()
    with open(path, "wb") as file:
        file.write(head + body)


def write(path, judge, vocabulary, masking, placeholder, temperature, training):
    header = {
        "name": "herald-judge",
        "layers": net.LAYERS,
        "width": net.WIDTH,
        "heads": net.HEADS,
        "intermediate": net.INNER,
        "positions": net.POSITIONS,
        "layer_norm_eps": net.EPSILON,
        "masking": masking,
        "placeholder": placeholder,
        "source_mark": "@",
        "target_mark": "#",
        "classes": judge.classes,
        "optional_heads": [name for name in OPTIONAL_HEADS if name in judge.classes],
        "temperature": temperature,
        "training": training,
    }
    write_tensors(path, header, tensors_of(judge, vocabulary))


def read_tensors(path):
    """(header, name -> array); ValueError when the file is not whole."""
    with open(path, "rb") as file:
        data = file.read()
    magic, version, header_size, size = struct.unpack_from("<8sIIQ", data)
    if magic != MAGIC or version != VERSION or size != len(data):
        raise ValueError(f"{path}: not a judge of version {VERSION}, or cut short")
    if hashlib.sha256(data[ALIGN:]).digest() != data[32:64]:
        raise ValueError(f"{path}: its digest does not fit its bytes")
    header = json.loads(data[ALIGN : ALIGN + header_size])
    arrays = {}
    for name, entry in header["tensors"].items():
        dtype, count = DTYPES[entry["type"]], int(numpy.prod(entry["shape"]))
        arrays[name] = numpy.frombuffer(data, dtype, count, entry["offset"]).reshape(entry["shape"])
    return header, arrays


def read(path):
    """(Judge in int8, header, vocabulary) from a file."""
    header, arrays = read_tensors(path)
    tensors = {name: torch.from_numpy(array.copy()) for name, array in arrays.items() if name != "vocab"}
    judge = net.Judge(header["classes"], torch.zeros(1, net.WIDTH), dropout=0)
    words = tensors["embed.word"].float() * tensors["embed.word.scale"].unsqueeze(-1)
    judge.words = torch.nn.Embedding.from_pretrained(words, freeze=True)
    judge.word_values, judge.word_scale = tensors["embed.word"], tensors["embed.word.scale"]
    judge.positions.data = tensors["embed.position"]

    def load_norm(norm, name):
        norm.weight.data, norm.bias.data = tensors[f"{name}.gain"], tensors[f"{name}.shift"]

    load_norm(judge.norm, "embed.norm")
    for number, layer in enumerate(judge.layers):
        for name in net.MATRICES:
            parts = (tensors[f"{number}.{name}{part}"] for part in ("", ".scale", ".bias"))
            setattr(layer, name, net.QuantisedLinear(*parts))
        load_norm(layer.norm1, f"{number}.norm1")
        load_norm(layer.norm2, f"{number}.norm2")
    for name, matrix in [("dense", judge.dense), *zip(judge.classes, judge.heads)]:
        matrix.weight.data, matrix.bias.data = tensors[f"head.{name}"], tensors[f"head.{name}.bias"]
    return judge.eval(), header, arrays["vocab"].tobytes().decode().split("\n")
