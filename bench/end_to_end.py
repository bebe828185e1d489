#!/usr/bin/env python3
"""What `herald code` costs from process start to the last report, on one pinned core.

    python3 bench/end_to_end.py build/release/herald build/release/share/herald data/samples/*.xml data/samples/*.json

Prints medians over several rounds of: sentences of text a second end to end (start-up included) and without start-up, peak
resident memory, time to the first report, and the time it takes to load model, dictionary and codebook. Each figure
is given in time that passes and, where it makes sense, in processor time: they differ on a busy machine.

The script checks its own answer and exits 1 when it is wrong: every round and a run on four threads must give the same
bytes, `code` and `annotate` must agree on the number of reports, there must be a report, and --expect must hold.
Python 3 standard library only; Linux.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import time

# One invented dispatch with one plain act: what the first report costs when there is nothing else to do.
PROBE = '{"id":"probe","date":"2024-11-26","text":"France condemned the attack on Nigerian soldiers on Monday."}\n'


class Run:
    """One finished process: its output, seconds until the first line, until the end, of processor; peak memory."""

    def __init__(self, command, text=""):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdin.write(text.encode())
        process.stdin.close()
        first = process.stdout.readline()
        self.first_line = time.perf_counter() - start
        self.output = first + process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak_mb = usage.ru_maxrss / 1024
        if process.returncode != 0:
            sys.exit(f"exit code {process.returncode}: {' '.join(command)}")

    def lines(self):
        return self.output.count(b"\n")

    def digest(self):
        return hashlib.sha256(self.output).hexdigest()[:16]


def median(values):
    return statistics.median(list(values))


def count_sentences(herald, files):
    """(sentences, reports) by `annotate`, which prints both; headlines are coded too but not among its sentences."""
    sentences = reports = 0
    for line in Run(herald + ["annotate", "--threads", "1"] + files).output.splitlines():
        record = json.loads(line)
        sentences += len(record["sentences"])
        reports += len(record["reports"])
    return sentences, reports


def check(rounds, threaded, reports, expected, answer):
    if len({run.output for run in rounds}) != 1:
        sys.exit("the answer changed between rounds")
    if threaded.output != rounds[0].output:
        sys.exit("four threads give other bytes than one")
    if rounds[0].lines() != reports or reports == 0:
        sys.exit(f"code prints {rounds[0].lines()} reports, annotate {reports}")
    if expected and expected != answer:
        sys.exit(f"answer {answer}, expected {expected}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("herald", help="the program")
    parser.add_argument("data", help="folder with codebook, actors and model.herald")
    parser.add_argument("files", nargs="+", metavar="FILE", help="feeds, JSON Lines or text")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--repeat", type=int, default=1, help="give every file this often, for longer runs")
    parser.add_argument("--expect", help="SENTENCES:REPORTS:HASH as printed; fails on another answer")
    options = parser.parse_args()
    if options.rounds < 1 or options.repeat < 1:
        parser.error("--rounds and --repeat must be at least 1")

    herald = [options.herald, "--quiet", "--data", options.data]
    files = options.files * options.repeat
    code = herald + ["code"]
    threaded = Run(code + ["--threads", "4"] + files)  # before pinning: the threads may spread
    os.sched_setaffinity(0, {options.core})

    sentences, reports = count_sentences(herald, files)
    rounds, bare, opened, probes = [], [], [], []
    for _ in range(options.rounds):  # in turns, so that a busy spell of the machine hits all alike
        bare.append(Run([options.herald, "--version"]))
        opened.append(Run(herald + ["models", "show"]))
        probes.append(Run(code + ["--threads", "1", "--input", "jsonl"], PROBE))
        rounds.append(Run(code + ["--threads", "1"] + files))
    answer = f"{sentences}:{reports}:{rounds[0].digest()}"
    check(rounds, threaded, reports, options.expect, answer)
    if {run.lines() for run in probes} != {1} or len({run.output for run in probes}) != 1:
        sys.exit("the probe sentence does not give one and the same report")

    load = median(r.seconds for r in opened) - median(r.seconds for r in bare)
    load_cpu = median(r.cpu for r in opened) - median(r.cpu for r in bare)
    whole = median(r.seconds for r in rounds)
    whole_cpu = median(r.cpu for r in rounds)
    # On tiny inputs the difference drowns in noise; a rate from it would mean nothing.
    steady = f"{sentences / (whole_cpu - load_cpu):,.0f}/s" if whole_cpu > 2 * load_cpu else "input too small to tell"
    print(f"input              {len(files)} files, {sentences} sentences, {reports} reports; "
          f"{options.rounds} rounds on core {options.core}, medians")
    print(f"end to end         {sentences / whole:,.0f} sentences/s passing time, {sentences / whole_cpu:,.0f} processor time")
    print(f"without start-up   {steady} processor time")
    print(f"peak memory        {median(r.peak_mb for r in rounds):.0f} MB on one thread, {threaded.peak_mb:.0f} MB on four")
    print(f"load               {load * 1e3:.0f} ms passing, {load_cpu * 1e3:.0f} ms processor: model, dictionary, codebook")
    print(f"first report       {median(r.first_line for r in probes) * 1e3:.0f} ms after process start (one sentence)")
    print(f"answer             {answer}")


if __name__ == "__main__":
    main()
