#!/usr/bin/env python3
"""Writes src/lang/symbols.inc, the names that spaCy numbers by hand instead of hashing.

Run in an environment with spaCy 3.8:
    python3 tools/spacy_symbols.py > src/lang/symbols.inc
"""
from spacy.strings import StringStore
from spacy.symbols import IDS


def main():
    store = StringStore()
    names = sorted((name.encode(), number) for name, number in IDS.items() if name)
    for name, number in names:
        assert store[name.decode()] == number, name
    print("// Made by tools/spacy_symbols.py: name and number, ascending by name. Not edited by hand.")
    for at in range(0, len(names), 4):
        print("    " + " ".join(f'{{"{name.decode()}", {number}}},' for name, number in names[at:at + 4]))


main()
