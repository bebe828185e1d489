#!/usr/bin/env python3
"""Codes a table of sentences with known events and says how many dyads come out right.

usage: measure_dyads.py [--herald PROGRAM] [--reports FILE] [--errors] GOLD.tsv [-- OPTION...]

GOLD.tsv has the columns id, date (YYYYMMDD; another date counts as none), sentence and events: SRC|TGT|CAMEO joined by ';',
or NONE. Every sentence is coded as a text of its own; what stands behind -- goes to `herald code`:

  measure_dyads.py up_gsr_cameo_events.tsv
  measure_dyads.py --errors unit.tsv -- --actors my.actors.txt --actors my.agents.txt --verbs my.verbs.txt

--reports keeps what herald printed (JSON Lines; `article` is the id of the row), which other scoring programs read as well.
--errors lists the rows that are not right with what came out and by which rule.

Scored are sets per row, both sides known ("---" sides of the gold are left out): full codes; actor codes and the root (two
digits) of CAMEO; pair of countries (first three letters) and root; pair of countries. Modality is not looked at: the gold
has none. Standard library only.
"""
import argparse
import collections
import csv
import html
import json
import subprocess
import sys

LEVELS = (("full codes", lambda e: e),
          ("actors + root", lambda e: (e[0], e[1], e[2][:2])),
          ("country pair + root", lambda e: (e[0][:3], e[1][:3], e[2][:2])),
          ("country pair", lambda e: (e[0][:3], e[1][:3])))


def known(*codes):
    return all(code and not code.startswith("---") for code in codes)


def read_gold(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        events = [] if row["events"] in ("", "NONE") else html.unescape(row["events"]).split(";")
        parts = [tuple(event.split("|")) for event in events]
        row["gold"] = {e for e in parts if len(e) == 3 and known(e[0], e[1])}
    return rows


def record_of(row):
    record = {"id": row["id"], "text": html.unescape(row["sentence"]), "language": "en"}
    date = row.get("date") or ""
    if len(date) == 8 and date.isdigit():
        record["published"] = f"{date[:4]}-{date[4:6]}-{date[6:]}"
    return json.dumps(record)


def code(rows, program, options):
    """The lines herald prints for the rows; stops where it fails."""
    text = "".join(record_of(row) + "\n" for row in rows)
    run = subprocess.run([program, "code", "--input", "jsonl", *options], input=text, text=True, stdout=subprocess.PIPE)
    if run.returncode:
        sys.exit(f"measure_dyads: {program} code ended with {run.returncode}")
    return run.stdout.splitlines()


def event_of(report):
    source, target = report.get("source") or {}, report.get("target") or {}
    event = (source.get("code") or "", target.get("code") or "", report["action"].get("cameo") or "")
    return event if known(*event) else None


def scores(gold, found):
    for name, level in LEVELS:
        wanted = {key: {level(e) for e in events} for key, events in gold.items()}
        given = {key: {level(e) for e in found[key]} for key in gold}
        right = sum(len(wanted[key] & given[key]) for key in gold)
        of_given, of_wanted = sum(map(len, given.values())), sum(map(len, wanted.values()))
        p = right / of_given if of_given else 0
        r = right / of_wanted if of_wanted else 0
        f = 2 * p * r / (p + r) if p + r else 0
        yield f"{name:20s} P {p:.3f} R {r:.3f} F1 {f:.3f}  ({right} right of {of_given}; gold {of_wanted})"


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].replace("usage: ", ""))
    parser.add_argument("gold")
    parser.add_argument("--herald", default="build/release/herald")
    parser.add_argument("--reports")
    parser.add_argument("--errors", action="store_true")
    words = sys.argv[1:]
    cut = words.index("--") if "--" in words else len(words)
    arguments = parser.parse_args(words[:cut])
    rows = read_gold(arguments.gold)
    lines = code(rows, arguments.herald, words[cut + 1:])
    if arguments.reports:
        with open(arguments.reports, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
    # An id that stands twice is one row to the scores, as elsewhere.
    gold = {row["id"]: row["gold"] for row in rows}
    found, told = collections.defaultdict(set), collections.defaultdict(list)
    for report in map(json.loads, lines):
        event = event_of(report)
        if event:
            found[report["article"]].add(event)
            told[report["article"]].append(f"    got   {'|'.join(event)}  {report['modality']}  {report['action']['rule']}")
    pair = LEVELS[2][1]
    for row in rows if arguments.errors else ():
        if {pair(e) for e in gold[row["id"]]} != {pair(e) for e in found[row["id"]]}:
            print(f"{row['id']}: {row['sentence']}\n    gold  {row['events']}", *told[row["id"]], sep="\n")
    print(*scores(gold, found), sep="\n")


if __name__ == "__main__":
    main()
