#!/usr/bin/env python3
"""Writes src/base/unicode_tables.inc from what this Python says about every code point.

Run with Python 3.11 (unicodedata 14.0.0), the version the language models' oracle runs on:
    python3.11 tools/unicode_tables.py > src/base/unicode_tables.inc
"""
import sys
import unicodedata

CODE_POINTS = range(0x110000)


def ranges(holds):
    """Inclusive ranges of the code points for which holds(character) is true."""
    found = []
    for cp in CODE_POINTS:
        if holds(chr(cp)):
            if found and found[-1][1] == cp - 1:
                found[-1][1] = cp
            else:
                found.append([cp, cp])
    return found


def closes_sigma(left, char):
    return (left + char + "\u03a3").lower().endswith("\u03c2")


def skipped_before_sigma(char):
    """Case_Ignorable, seen from outside: a letter before it still makes the sigma final, a space does not."""
    return closes_sigma("A", char) and not closes_sigma(" ", char)


def lower_runs():
    """Code points whose lower case is one other code point, as runs of equal distance and step 1 or 2."""
    runs, longer = [], []
    for cp in CODE_POINTS:
        low = chr(cp).lower()
        if low == chr(cp) or cp == 0x3A3:
            continue
        if len(low) > 1:
            longer.append((cp, low))
            continue
        delta = ord(low) - cp
        if runs:
            first, last, step, known = runs[-1]
            gap = cp - last
            if delta == known and gap in (1, 2) and (first == last or gap == step):
                runs[-1] = [first, cp, gap, known]
                continue
        runs.append([cp, cp, 1, delta])
    return runs, longer


def decompositions():
    """Code points with a full canonical decomposition (NFD of the single character), Hangul left to arithmetic."""
    found = []
    for cp in CODE_POINTS:
        if 0xD800 <= cp <= 0xDFFF or 0xAC00 <= cp <= 0xD7A3:
            continue
        parts = unicodedata.normalize("NFD", chr(cp))
        if parts != chr(cp):
            assert len(parts) <= 4
            found.append((cp, [ord(part) for part in parts]))
    return found


def table(name, found):
    print(f"constexpr Range {name}[] = {{")
    for at in range(0, len(found), 6):
        print("    " + " ".join(f"{{0x{a:X}, 0x{b:X}}}," for a, b in found[at:at + 6]))
    print("};\n")


def main():
    if unicodedata.unidata_version != "14.0.0":
        sys.exit(f"Unicode 14.0.0 is needed, this Python has {unicodedata.unidata_version}")
    print(f"// Made by tools/unicode_tables.py from Unicode {unicodedata.unidata_version}. Not edited by hand.\n")
    table("kAlpha", ranges(str.isalpha))
    table("kUpper", ranges(str.isupper))
    table("kDigit", ranges(str.isdigit))
    table("kSpace", ranges(str.isspace))
    table("kCased", ranges(lambda c: closes_sigma(" ", c)))
    table("kCaseIgnorable", ranges(skipped_before_sigma))
    table("kPunctuation", ranges(lambda c: unicodedata.category(c)[0] == "P"))
    table("kOther", ranges(lambda c: unicodedata.category(c)[0] == "C"))
    table("kNonspacingMark", ranges(lambda c: unicodedata.category(c) == "Mn"))
    found = decompositions()
    print("// Code point, then what it decomposes to, zeros at the end.")
    print("constexpr std::uint32_t kDecomposed[][5] = {")
    for at in range(0, len(found), 4):
        print("    " + " ".join("{" + ", ".join(f"0x{c:X}" if c else "0" for c in ([cp] + parts + [0, 0, 0])[:5]) + "},"
                                for cp, parts in found[at:at + 4]))
    print("};\n")
    runs, longer = lower_runs()
    assert longer == [(0x130, "i\u0307")], longer
    print("// First, last, step, distance to the lower-case code point.")
    print("constexpr LowerRun kLower[] = {")
    for at in range(0, len(runs), 4):
        print("    " + " ".join(f"{{0x{a:X}, 0x{b:X}, {s}, {d}}}," for a, b, s, d in runs[at:at + 4]))
    print("};")


main()
