#!/usr/bin/env python3
"""Scores a judge's file with int8 arithmetic. See README.md beside this file.

    evaluate.py judge.herald --rows test.jsonl ...           sentences it has never seen
    evaluate.py judge.herald --rows gold/*.jsonl --fold 0/6  only the fold that train.py --hold 0/6 left out
    evaluate.py judge.herald --rows older.tsv --predictions out.tsv

Per file and masking: macro F1, accuracy and quad F1 of `type` and `root2018`, accuracy of `mode` and `modality`,
calibration of `type` at the file's temperature. Modes are judged among those that the labelled type has.
For files of which only the 15-class root is known, NONE is no answer: the best of the other classes counts; --with-none
lets it be one. --predictions writes id and root of the last file under the file's own masking.
"""

import argparse
import collections
import json

import torch

import inputs
import judge_file
import net
import rows as reading
import scoring
import wordpiece


def root_answers(logits, names, with_none):
    if not with_none:
        logits = logits.clone()
        logits[:, names.index("NONE")] = float("-inf")
    return [names[k] for k in logits.argmax(-1)]


def mode_figures(rows, logits, names):
    """Accuracy of the mode among the modes its type was seen with in these rows."""
    modes = collections.defaultdict(set)
    for row in rows:
        if "mode" in row.labels:
            modes[row.labels["type"]].add(row.labels["mode"])
    right = total = 0
    for row, scores in zip(rows, logits):
        if "mode" in row.labels and len(modes[row.labels["type"]]) > 1:
            best = max(sorted(modes[row.labels["type"]]), key=lambda name: scores[names.index(name)])
            right, total = right + (best == row.labels["mode"]), total + 1
    return {"rows": total, "accuracy": round(right / total, 4)} if total else {"rows": 0}


def figures(rows, logits, header, with_none):
    out = {}
    labels = {head: [row.labels.get(head) for row in rows] for head in header["classes"]}
    for head, names in header["classes"].items():
        chosen = [i for i, name in enumerate(labels[head]) if name is not None]
        if not chosen:
            continue
        gold, scores = [labels[head][i] for i in chosen], logits[head][chosen]
        if head == "mode":
            out[head] = mode_figures(rows, logits[head], names)
            continue
        only_root = head == "root2018" and "NONE" not in gold
        answers = root_answers(scores, names, with_none) if only_root else [names[k] for k in scores.argmax(-1)]
        own_quads = [rows[i].quad for i in chosen] if head == "root2018" and all(r.quad for r in rows) else None
        out[head] = scoring.summary(gold, answers, names, own_quads)
        if head == "type":
            probabilities = (scores / header["temperature"][head]).softmax(-1)
            out["calibration"] = scoring.calibration(probabilities, torch.tensor([names.index(g) for g in gold]))
    return out


def line_of(figure):
    parts = []
    for head in ("type", "root2018"):
        if head in figure:
            f = figure[head]
            parts.append(f"{head} F1 {f['macro_f1']:.3f} acc {f['accuracy']:.3f} quad {f.get('quad_f1', 0):.3f}")
    for head in ("mode", "modality"):
        if "accuracy" in figure.get(head, {}):
            parts.append(f"{head} {figure[head]['accuracy']:.3f}")
    if "calibration" in figure:
        parts.append(f"calibration error {figure['calibration']['error']:.3f}")
    return "; ".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("judge")
    parser.add_argument("--rows", nargs="+", required=True)
    parser.add_argument("--fold", help="I/K as given to train.py --hold")
    parser.add_argument("--block", type=int, default=20)
    parser.add_argument("--with-none", action="store_true")
    parser.add_argument("--report", help="JSON of all figures")
    parser.add_argument("--predictions", help="TSV of id and root")
    parser.add_argument("--threads", type=int, default=1)
    settings = parser.parse_args()
    torch.set_num_threads(settings.threads)
    judge, header, vocabulary = judge_file.read(settings.judge)
    pieces, report = wordpiece.WordPiece(vocabulary), {}
    for path in settings.rows:
        rows = reading.read(path)
        if settings.fold:
            fold, folds = map(int, settings.fold.split("/"))
            deal = reading.fold_of(rows, folds, settings.block)
            rows = [row for row, f in zip(rows, deal) if f == fold]
        for masking, word in (("none", None), ("placeholder", header["placeholder"])):
            encoded = [inputs.encode(row.sentence, pieces, word) for row in rows]
            logits = net.logits_of(judge, encoded, pieces.pad)
            figure = figures(rows, logits, header, settings.with_none)
            report[f"{path.rsplit('/', 1)[-1]} {masking}"] = figure
            own = "*" if masking == header["masking"] else " "
            print(f"{own} {path.rsplit('/', 1)[-1]} ({len(rows)}) masking {masking}: {line_of(figure)}", flush=True)
            if settings.predictions and masking == header["masking"] and "root2018" in logits:
                answers = root_answers(logits["root2018"], header["classes"]["root2018"], settings.with_none)
                with open(settings.predictions, "w", encoding="utf-8") as file:
                    file.writelines(f"{row.id}\t{answer}\n" for row, answer in zip(rows, answers))
    if settings.report:
        with open(settings.report, "w", encoding="utf-8") as file:
            json.dump(report, file, indent=1)


if __name__ == "__main__":
    main()
