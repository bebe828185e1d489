#!/usr/bin/env python3
"""Fits how codebook and judge are weighed together, and writes data/judge/weights.tsv.

    weights.py --gold data/gold/relations/[a-n].jsonl --hold 0/8 --judge judge.herald \\
        --herald build/release/herald --answers build/release/tests/herald_judge_answers --out weights.tsv

Only rows of the fold that --judge was trained without are used. The features are those of src/coder/weigh.h, one weight
for all classes (a conditional logit), fitted by L-BFGS with a small pull toward the judge alone.
"""

import argparse
import json
import math
import subprocess

import torch

import rows as reading

FITS = "both reversed one_side on_path in_sentence prior".split()
NAMES = (
    ["judge", *FITS, "slack_0", "slack_1", "slack_2", "slack_3", "weight", "score", "reciprocal", "grammar_only", "lead"]
    + ["also", "also_behind", "also_both", "none_without_evidence", "none", *(f"none_{fit}" for fit in FITS)]
)
AT = {name: i for i, name in enumerate(NAMES)}
HEADS = {"plover": "type", "plover2018": "root2018"}
LOOKED = 6
PULL = 0.5
REMARK = """\
# How codebook and judge are weighed together for a marked pair: a linear layer, one row a feature. Made by
# tools/judge/weights.py on rows of data/gold/relations that the judge asked there had not been trained on.
# judge: log probability of a class. The next nine: fit of the foremost evidence for the class it speaks for, and how
# loosely its pattern was read (0 as it stands to 3 a hint). lead: how far it is before the next. also: another
# evidence speaks for the class. none: what NONE gets beside, by the fit of the foremost evidence.
# feature	plover	plover2018
"""


def question(row):
    text = row.sentence.text
    spans = lambda role: [[len(text[:a].encode()), len(text[:b].encode())] for a, b in role]
    return {"id": row.id, "text": text, "source": spans(row.sentence.source), "target": spans(row.sentence.target)}


def ask(command, rows):
    lines = "\n".join(json.dumps(question(row)) for row in rows)
    out = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def features(evidence, shares):
    """[classes, features] of one row, as src/coder/weigh.cpp makes them."""
    classes = list(shares)
    out = torch.zeros(len(classes), len(NAMES))
    out[:, 0] = torch.tensor([math.log(max(share, 1e-6)) for share in shares.values()])
    seen = set()
    for rank, found in enumerate(evidence[:LOOKED]):
        answer = found["answer"]
        if answer in classes:
            row = out[classes.index(answer)]
            if rank == 0:
                row[AT[found["fit"]]] += 1
                row[AT["slack_0"] + min(found["slack"], 3)] += 1
                row[AT["weight"]] += found["weight"] / 5
                row[AT["score"]] += min(found["score"], 12) / 10
                row[AT["reciprocal"]] += found["reciprocal"]
                row[AT["grammar_only"]] += found["rule"].startswith("pair:")
                row[AT["lead"]] += (found["weight"] - (evidence[1]["weight"] if len(evidence) > 1 else 0)) / 3
            elif answer not in seen:
                row[AT["also"]] += 1
                row[AT["also_behind"]] += (found["weight"] - evidence[0]["weight"]) / 3
                row[AT["also_both"]] += found["fit"] == "both"
        seen.add(answer)
    if "NONE" in classes:
        row = out[classes.index("NONE")]
        row[AT["none"]] = 1
        row[AT["none_without_evidence"]] = not evidence
        if evidence:
            row[AT["none_" + evidence[0]["fit"]]] = 1
    return out


def fit(inputs, labels):
    start = torch.zeros(len(NAMES))
    start[0] = 1
    weights = start.clone().requires_grad_()
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(inputs @ weights, labels, reduction="sum")
        loss = loss + PULL * ((weights - start) ** 2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return weights.detach()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--hold", required=True, help="I/K: the fold the judge was trained without")
    parser.add_argument("--block", type=int, default=20)
    parser.add_argument("--judge", required=True)
    parser.add_argument("--herald", required=True)
    parser.add_argument("--answers", required=True)
    parser.add_argument("--out", required=True)
    settings = parser.parse_args()
    rows = reading.read_all(settings.gold)
    fold, folds = map(int, settings.hold.split("/"))
    rows = [row for row, f in zip(rows, reading.fold_of(rows, folds, settings.block)) if f == fold]
    judged = ask([settings.answers, settings.judge], rows)
    columns = {}
    for ontology, head in HEADS.items():
        told = ask([settings.herald, "relate", "--fast", "--evidence", "--quiet", "--ontology", ontology], rows)
        inputs = torch.stack([features(t["evidence"], j[head]) for t, j in zip(told, judged)])
        labels = torch.tensor([list(j[head]).index(row.labels[head]) for row, j in zip(rows, judged)])
        columns[ontology] = fit(inputs, labels)
        alone = (inputs[:, :, 0].argmax(1) == labels).float().mean().item()
        both = ((inputs @ columns[ontology]).argmax(1) == labels).float().mean().item()
        print(f"{ontology}: {len(rows)} rows, judge alone {alone:.3f} right, with the codebook {both:.3f}")
    with open(settings.out, "w", encoding="utf-8") as file:
        file.write(REMARK)
        for i, name in enumerate(NAMES):
            file.write("\t".join([name, *(f"{column[i]:.4f}" for column in columns.values())]) + "\n")


if __name__ == "__main__":
    main()
