"""BERT's uncased WordPiece, as the judge's runtime has it.

A text is cleaned (U+0000, U+FFFD and code points of category C* go, but tab, line feed and carriage return are
spaces, as are Zs, Zl and Zp), decomposed (NFD), rid of combining marks (Mn) and lower-cased code point by code point.
Words end at spaces; a punctuation mark (ASCII symbols and category P*) or a Chinese character is a word by itself. A
word of more than 100 code points is [UNK]; else it is cut into the longest known pieces from the left, "##" before all
but the first, and is [UNK] when that fails anywhere.
"""

import unicodedata

CHINESE = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
LONGEST_WORD = 100


def is_punctuation(char):
    code = ord(char)
    ascii_symbol = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_symbol or unicodedata.category(char).startswith("P")


def is_chinese(char):
    return any(first <= ord(char) <= last for first, last in CHINESE)


def clean(text):
    out = []
    for char in text:
        category = unicodedata.category(char)
        if char in "\t\n\r" or category in ("Zs", "Zl", "Zp"):
            out.append(" ")
        elif char not in "\0\ufffd" and not category.startswith("C"):
            out.append(f" {char} " if is_chinese(char) else char)
    return "".join(out)


def words(text):
    """The lower-case words of `text`, before they are cut into pieces."""
    plain = (c for c in unicodedata.normalize("NFD", clean(text)) if unicodedata.category(c) != "Mn")
    out, word = [], []
    for char in "".join(c.lower() for c in plain):
        single = is_punctuation(char)
        if (single or char == " ") and word:
            out.append("".join(word))
            word = []
        if single:
            out.append(char)
        elif char != " ":
            word.append(char)
    return out + ["".join(word)] if word else out


class WordPiece:
    """`vocabulary`: the pieces in the order of their ids."""

    def __init__(self, vocabulary):
        self.vocabulary = list(vocabulary)
        self.id_of = {piece: number for number, piece in enumerate(self.vocabulary)}
        self.cls, self.sep, self.pad, self.unk = (self.id_of[p] for p in ("[CLS]", "[SEP]", "[PAD]", "[UNK]"))
        self.known = {}

    def pieces_of_word(self, word):
        if len(word) > LONGEST_WORD:
            return [self.unk]
        out, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start and ("##" if start else "") + word[start:end] not in self.id_of:
                end -= 1
            if end == start:
                return [self.unk]
            out.append(self.id_of[("##" if start else "") + word[start:end]])
            start = end
        return out

    def __call__(self, text):
        out = []
        for word in words(text):
            if word not in self.known:
                self.known[word] = self.pieces_of_word(word)
            out += self.known[word]
        return out
