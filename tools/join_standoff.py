#!/usr/bin/env python3
"""Joins the stand-off gold with the articles it was labelled on.

    join_standoff.py data/gold/standoff/train.tsv ARTICLES.jsonl[.gz] … > rows.jsonl
        one JSON object a pair: {"id","text" with [S]…[/S] and [T]…[/T],"type","mode","modality","root2018"}, as
        `herald eval` and tools/judge read it; besides the acts up to --none pairs a sentence that are NONE
    join_standoff.py --events data/gold/standoff/test.tsv ARTICLES.jsonl … > sentences.jsonl
        one object a sentence: {"id","text","actors":[[b,e],…],"acts":[{"source","target","type","mode","modality"}]}

ARTICLES are JSON Lines with "text". A row belongs to the article whose text has its digest; one whose article is not
there is an error with its line, or with --skip is counted and left out.
"""

import argparse
import gzip
import hashlib
import json
import random
import sys

OLDER = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", help="a table of data/gold/standoff")
    parser.add_argument("articles", nargs="+", help="JSON Lines with id and text, packed or not")
    parser.add_argument("--events", action="store_true", help="one object a sentence instead of one a pair")
    parser.add_argument("--none", type=int, default=3, help="pairs of a sentence that are given as NONE")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of those pairs")
    parser.add_argument("--skip", action="store_true", help="leave out rows whose article is not there")
    return parser.parse_args()


def span(text):
    if text == "-":
        return None
    begin, end = text.split("-")
    return int(begin), int(end)


def read_articles(paths):
    texts = {}
    for path in paths:
        opened = gzip.open if path.endswith(".gz") else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    text = json.loads(line)["text"].encode()
                    texts[hashlib.sha256(text).hexdigest()[:16]] = text
    return texts


def sentences_of(path, texts, skip):
    """(sentence bytes, id, actors, acts) of each sentence, in the order of the table; spans within the sentence."""
    out, missing = {}, 0
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 9:
                sys.exit(f"{path}:{number}: {len(cells)} columns, not 9")
            article, whole = cells[0], span(cells[1])
            if article not in texts:
                missing += 1
                if skip:
                    continue
                sys.exit(f"{path}:{number}: there is no article whose text has the digest {article}")
            begin, end = whole
            inside = lambda s: s and (s[0] - begin, s[1] - begin)
            key = (article, begin)
            entry = out.setdefault(key, (texts[article][begin:end], [inside(span(a)) for a in cells[2].split(",")], []))
            if cells[6] != "NONE":
                source, target = inside(span(cells[3])), inside(span(cells[4]))
                entry[2].append((source, target, cells[6], None if cells[7] == "-" else cells[7], cells[8]))
    if missing:
        print(f"{missing} rows of articles that are not there were left out", file=sys.stderr)
    return out


def marked(sentence, source, target):
    marks = []
    for place, name in ((source, "S"), (target, "T")):
        if place:
            marks += [(place[0], 1, f"[{name}]"), (place[1], 0, f"[/{name}]")]
    for at, _, mark in sorted(marks, reverse=True):
        sentence = sentence[:at] + mark.encode() + sentence[at:]
    return sentence.decode()


def root(kind, mode):
    return "ACCUSE" if mode == "convict" else OLDER.get(kind, kind)


def pairs(article, begin, entry, settings, generator):
    sentence, actors, acts = entry
    told = {(act[0], act[1]) for act in acts}
    others = [(a, b) for a in actors for b in actors if a != b and (a, b) not in told]
    generator.shuffle(others)
    for source, target, kind, mode, modality in acts:
        yield source, target, kind, mode, modality
    for source, target in others[: settings.none]:
        yield source, target, "NONE", None, "happened"


def main():
    settings = arguments()
    generator = random.Random(settings.seed)
    for (article, begin), entry in sentences_of(settings.gold, read_articles(settings.articles), settings.skip).items():
        sentence, actors, acts = entry
        if settings.events:
            names = ("source", "target", "type", "mode", "modality")
            record = {"id": f"{article}@{begin}", "text": sentence.decode(), "actors": actors}
            record["acts"] = [dict(zip(names, act)) for act in acts]
            print(json.dumps(record, ensure_ascii=False))
            continue
        for number, (source, target, kind, mode, modality) in enumerate(pairs(article, begin, entry, settings, generator)):
            if not (source or target):
                continue
            record = {"id": f"{article}@{begin}-{number}", "text": marked(sentence, source, target), "type": kind}
            record |= {"mode": mode, "modality": modality, "root2018": root(kind, mode)}
            print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
