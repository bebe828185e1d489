#!/usr/bin/env python3
"""Writes src/lang/base_norms.inc, spaCy's norms that hold in every language (spacy.lang.norm_exceptions).

Run in an environment with spaCy 3.8:
    python3 tools/spacy_norms.py > src/lang/base_norms.inc
"""
from spacy.lang.norm_exceptions import BASE_NORMS


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    norms = sorted((word.encode(), norm) for word, norm in BASE_NORMS.items())
    print("// Made by tools/spacy_norms.py: word and norm, ascending by word. Not edited by hand.")
    for at in range(0, len(norms), 6):
        print("    " + " ".join("{%s, %s}," % (literal(w.decode()), literal(n)) for w, n in norms[at:at + 6]))


main()
