#!/usr/bin/env python3
"""Holds every #include of src/ against tools/rooms.tsv: rooms look down only, third-party headers stay in .cpp files.

usage: check_rooms.py PROJECT_FOLDER; prints one line a fault and exits 1 when there is any.
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]')
TEST_HEADERS = ("gtest/", "gmock/", "sys/", "unistd.h", "netinet/", "arpa/", "fcntl.h", "fmt/", "support/", "zlib.h", "SQLiteCpp/", "sqlite3.h", "csignal", "signal.h", "stdlib.h", "curl/", "hwy/")
HIGHWAY = ("hwy/",)


def read_table(path):
    rooms = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            room, below, third = line.split("\t")
            rooms[room] = (set(below.split()) - {"-"}, tuple(third.split()))
    return rooms


def faults(path, room, below, third, rooms):
    is_test = path.name.endswith("_test.cpp")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quote, name = match.groups()
        first = name.split("/")[0]
        if first in rooms or (first == "herald" and quote == '"'):
            if first != room and first not in below:
                yield f"{path}:{number}: {room} must not look at {first}"
        elif "/" in name or name.endswith((".h", ".hpp")):
            if is_test and name.startswith(TEST_HEADERS):
                continue
            if name.endswith(".inc") or quote == '"' and (path.parent / name).exists():
                continue
            if not name.startswith(third):
                yield f"{path}:{number}: {name} is not among the libraries of {room}"
            elif path.suffix == ".h" and not name.startswith(HIGHWAY):
                yield f"{path}:{number}: third-party header {name} in a header of ours"


def main():
    project = pathlib.Path(sys.argv[1])
    rooms = read_table(project / "tools" / "rooms.tsv")
    found = []
    files = 0
    for path in sorted((project / "src").rglob("*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        room = path.relative_to(project / "src").parts[0]
        if room not in rooms:
            found.append(f"{path}: folder {room} is not in tools/rooms.tsv")
            continue
        files += 1
        found.extend(faults(path, room, *rooms[room], rooms))
    print("\n".join(found) if found else f"rooms: {files} files look down only")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
