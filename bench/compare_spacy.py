#!/usr/bin/env python3
"""Herald's parser and Python spaCy on the same texts, the same pinned core, in turns.

    python bench/compare_spacy.py --bench build/release/bench/bench_parse --herald share/herald/model.herald \\
        --model en_core_web_sm-3.8.0 --input texts.jsonl

Run by a Python that has spaCy 3.8.7. spaCy runs batched (nlp.pipe), as it is fastest, and text by text (nlp(text)).
Each round gives both sides a turn; the medians of tokens a second of processor time are compared. Fails when the token counts differ, or when Herald is
less than --least times as fast as batched spaCy.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"


def run_spacy(nlp, texts, batched):
    """(tokens, seconds)"""
    start = time.process_time()
    docs = nlp.pipe(texts) if batched else map(nlp, texts)
    tokens = sum(len(doc) for doc in docs)
    return tokens, time.process_time() - start


def run_herald(options):
    """(tokens, tokens a second of the first, cold round)"""
    command = [options.bench, options.herald, options.input, "--rounds", "1", "--core", str(options.core)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    match = re.search(r"round 1: \d+ texts, (\d+) tokens, ([0-9.]+) s", out)
    return int(match[1]), int(match[1]) / float(match[2])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True, help="the bench_parse program")
    parser.add_argument("--herald", required=True, help="Herald's model file")
    parser.add_argument("--model", required=True, help="the spaCy package it was made from")
    parser.add_argument("--input", required=True, help="JSON Lines with text")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--least", type=float, default=3.0, help="ratio to batched spaCy below which this fails")
    options = parser.parse_args()
    os.sched_setaffinity(0, {options.core})

    import spacy  # after the thread counts are set

    with open(options.input, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    nlp = spacy.load(options.model)
    run_spacy(nlp, texts[:20], True)  # warm: first-call costs are not what is compared
    ours, batched, single = [], [], []
    for number in range(options.rounds):
        tokens, speed = run_herald(options)
        spacy_tokens, seconds = run_spacy(nlp, texts, True)
        if tokens != spacy_tokens:
            sys.exit(f"Herald finds {tokens} tokens, spaCy {spacy_tokens}")
        ours.append(speed)
        batched.append(tokens / seconds)
        single.append(tokens / run_spacy(nlp, texts, False)[1])
        print(f"round {number + 1}: Herald {ours[-1]:,.0f}, spaCy batched {batched[-1]:,.0f}, "
              f"text by text {single[-1]:,.0f} tokens/s", flush=True)
    mine, theirs, slow = map(statistics.median, (ours, batched, single))
    print(f"{len(texts)} texts, {tokens} tokens, core {options.core}, spaCy {spacy.__version__}")
    print(f"Herald {mine:,.0f} tokens/s = {mine / theirs:.2f} x spaCy batched ({theirs:,.0f}), "
          f"{mine / slow:.2f} x text by text ({slow:,.0f})")
    sys.exit(0 if mine >= options.least * theirs else f"less than {options.least} times as fast")


if __name__ == "__main__":
    main()
