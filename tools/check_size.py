#!/usr/bin/env python3
"""Size rules: a file up to 600 lines, a function up to 60; once src/ has 20,000 lines no room above a quarter of it.

Functions are found by clang-format's indentation: a body opens with '{' at the end of a line at column 0 (or 2, in a
class) and ends with '}' at the same column. usage: check_size.py PROJECT_FOLDER; exits 1 when a rule is broken.
"""
import pathlib
import re
import sys

FILE_LINES, FUNCTION_LINES, SRC_LINES = 600, 60, 20000
OPENING = re.compile(r"^( {0,2})(?!namespace|class|struct|enum|extern|union|//|#|\})\S.*\)\s*(const|noexcept|override|->.*)?\s*(:.*)?\{$")
INITIALISERS = re.compile(r"^( {0,2})    : .*\{$")


def long_functions(path, lines):
    start = None
    for number, line in enumerate(lines, 1):
        match = OPENING.match(line) or INITIALISERS.match(line)
        if start is None and match:
            start = (number, match.group(1))
        elif start and line.rstrip() in (start[1] + "}", start[1] + "};"):
            length = number - start[0] + 1
            if length > FUNCTION_LINES:
                yield f"{path}:{start[0]}: function of {length} lines (limit {FUNCTION_LINES})"
            start = None


def main():
    project = pathlib.Path(sys.argv[1])
    found, rooms, total = [], {}, 0
    for folder in ("src", "apps", "include", "tests", "bench", "fuzz", "tools", "examples"):
        for path in sorted((project / folder).rglob("*")):
            if path.suffix not in (".h", ".cpp", ".py", ".ts"):
                continue
            lines = path.read_text(encoding="utf-8").splitlines()
            if len(lines) > FILE_LINES:
                found.append(f"{path}: {len(lines)} lines (limit {FILE_LINES})")
            if path.suffix in (".h", ".cpp"):
                found.extend(long_functions(path, lines))
            if folder == "src":
                total += len(lines)
                room = path.relative_to(project / "src").parts[0]
                rooms[room] = rooms.get(room, 0) + len(lines)
    if total >= SRC_LINES:
        found.extend(f"src/{room}: {n} of {total} lines, more than a quarter" for room, n in rooms.items() if n * 4 > total)
    print("\n".join(found) if found else f"size: {total} lines in src/, all rules kept")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
