#!/usr/bin/env python3
"""Prints texts that nobody would write, as JSON Lines for parity.py: every Unicode plane, zero-width and
combining characters, emoji, bidirectional marks, control characters, huge words, bracket runs, spaces of every
kind, empty texts, URLs cut short, special cases in odd places. The same seed gives the same texts.

    python tools/parity/hostile.py --count 3000 > hostile.jsonl
"""

import argparse
import json
import random

SPACES = [" ", "  ", "\t", "\n", "\r\n", "\n\n", "\u00a0", "\u2003", "\u3000", "\u2028", "\u0085", "\x1c", "\x1f", "\u200b", "\ufeff"]
ZERO_WIDTH = ["\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u034f", "\u180e", "\u202a", "\u202e", "\u2066", "\u2069"]
COMBINING = ["\u0301", "\u0307", "\u0323", "\u20e3", "\ufe0f", "\u0bcd", "\U0001f3fd", "\u3099"]
EMOJI = ["\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea", "\u2764\ufe0f", "\U0001f3f4\U000e0067\U000e0062\U000e007f", ":)", ":-(", "xD", "(\u256f\u00b0\u25a1\u00b0)\u256f\ufe35\u253b\u2501\u253b", "\u00af\\(\u30c4)/\u00af"]
WORDS = ["the", "The", "U.S.", "don't", "Don\u2019t", "cannot", "I'd've", "president", "PRESIDENT", "ministers", "said", "attacked", "will", "have", "been", "in", "of", "Monday", "2024", "$5", "3.5%", "1,000", "EU", "U.N.", "a.m.", "8am", "C++", "o'clock", "Mr.", "Gov.", "e.g.", "\u0130stanbul", "STRASSE", "\u00dfz", "\u03a3\u0391\u03a3", "\u01c5", "\ufb01nal", "\u00b2", "\u2167", "\u0664\u0662", "na\u00efve", "co-operate", "X", "mark", "ORG", "DATE", "punct", "-LRB-"]
URLS = ["http://a.b/c?d=e#f", "https://", "www.example.org", "mailto:a@b.co", "a@b", "http://user:pw@host:80/", "ftp://x.y.z/%zz", "example.com.", "(example.com)", "//", "t.co/\u00e9", "http://[::1]/", "1.2.3.4:99"]
MARKS = list("()[]{}<>\"'`.,;:!?-_/\\|@#$%^&*+=~") + ["...", "\u2026", "\u2014", "--", "\u201c", "\u201d", "\u2019", "\u00ab", "\u00bb", "''", "``", "\u20ac", "\u00a3", "\u3002", "\uff01", "\u061f"]


def code_point(rng):
    """Any scalar value: planes at random, surrogates left out."""
    while True:
        plane = rng.choice([0, 0, 0, 1, 1, 2, 3, 14, 15, 16])
        value = plane * 0x10000 + rng.randrange(0x10000)
        if not 0xD800 <= value <= 0xDFFF:
            return chr(value)


def piece(rng):
    kind = rng.randrange(12)
    if kind < 4:
        return rng.choice(WORDS)
    if kind == 4:
        return rng.choice(MARKS) * rng.choice([1, 1, 2, 3, 9])
    if kind == 5:
        return rng.choice(URLS)
    if kind == 6:
        return rng.choice(EMOJI)
    if kind == 7:
        return rng.choice(ZERO_WIDTH)
    if kind == 8:
        return rng.choice(COMBINING)
    if kind == 9:
        return "".join(code_point(rng) for _ in range(rng.randrange(1, 5)))
    if kind == 10:
        return chr(rng.randrange(32)) if rng.random() < 0.5 else chr(rng.randrange(0x7F, 0x250))
    return rng.choice(WORDS) + rng.choice(MARKS) + rng.choice(WORDS)


def mixed(rng):
    out = []
    for _ in range(rng.randrange(1, 60)):
        out.append(piece(rng))
        if rng.random() < 0.7:
            out.append(" " if rng.random() < 0.7 else rng.choice(SPACES))
    return "".join(out)


def fixed():
    """Texts worth having every time."""
    yield ""
    for space in SPACES:
        yield space
        yield space * 7
        yield f"a{space}b"
    for size in (1, 99, 100, 101, 10_000):
        yield "a" * size
        yield "A1" * size
        yield "\U0001f600" * size
        yield "." * size
        yield "'" * size
        yield "-a" * size
    for brackets in ("()", "[]", "{}", "<>", "\u201c\u201d"):
        yield brackets[0] * 500
        yield brackets[1] * 500
        yield (brackets[0] + " ") * 200 + (brackets[1] + " ") * 200
        yield brackets * 300
    yield "a." * 3000
    yield "http://" + "a." * 2000
    yield "@" * 300 + "a.b"
    yield "".join(chr(c) for c in range(1, 0x300))
    yield " ".join(chr(c) for c in range(1, 0x300))
    for plane in range(17):
        chars = [chr(plane * 0x10000 + c) for c in range(0x20, 0x10000, 61) if not 0xD800 <= plane * 0x10000 + c <= 0xDFFF]
        yield " ".join(chars)
        yield "".join(chars)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=3000, help="random texts beside the fixed ones")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    texts = list(fixed()) + [mixed(rng) for _ in range(options.count)]
    for number, text in enumerate(texts):
        print(json.dumps({"id": f"hostile-{number}", "text": text}))


if __name__ == "__main__":
    main()
