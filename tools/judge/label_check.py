#!/usr/bin/env python3
"""Finds labels that a judge trained on the other rows confidently disagrees with. See README.md beside this file.

    label_check.py --gold data/gold/*.jsonl --folds 5 --epochs 4 --out doubts.tsv

Cross-prediction: for each fold of whole blocks a judge is trained on the rest and asked about the fold. A row is printed
when the judge gives another type at least --confidence and the label at most --label. Most such rows are hard, not
wrong: the list is for reading, and no label is changed by it. It takes the settings of train.py.
"""

import torch

import inputs
import net
import rows as reading
import train as trainer


def arguments():
    parser = trainer.arguments()
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, nargs="*", help="these folds only")
    parser.add_argument("--confidence", type=float, default=0.7)
    parser.add_argument("--label", type=float, default=0.1)
    parser.set_defaults(epochs=4, out="doubts.tsv")
    return parser


def probabilities_of(judge, rows, pieces):
    """Mean over both maskings: what only one of them believes is not meant here."""
    parts = []
    for word in (None, trainer.PLACEHOLDER):
        logits = net.logits_of(judge, [inputs.encode(row.sentence, pieces, word) for row in rows], pieces.pad)
        parts.append(logits["type"].softmax(-1))
    return sum(parts) / len(parts)


def doubts(rows, probabilities, settings):
    for row, shares in zip(rows, probabilities):
        if "type" not in row.labels:
            continue
        own = shares[reading.TYPES.index(row.labels["type"])].item()
        best = shares.argmax().item()
        if shares[best] >= settings.confidence and own <= settings.label:
            yield row, reading.TYPES[best], shares[best].item(), own


def main():
    settings = arguments().parse_args()
    torch.set_num_threads(settings.threads)
    encoder, pieces = trainer.load_encoder(settings.encoder)
    rows = reading.read_all(settings.gold)
    deal = reading.fold_of(rows, settings.folds, settings.block)
    more = reading.read_all(settings.add + settings.soft)
    found, right, total = [], 0, 0
    for fold in settings.only or range(settings.folds):
        rest = [row for row, f in zip(rows, deal) if f != fold]
        held = [row for row, f in zip(rows, deal) if f == fold]
        judge = trainer.train(rest + more, pieces, encoder, settings)
        probabilities = probabilities_of(judge, held, pieces)
        chosen = [reading.TYPES[k] for k in probabilities.argmax(-1)]
        right += sum(name == row.labels.get("type") for name, row in zip(chosen, held))
        total += len(held)
        found += doubts(held, probabilities, settings)
        print(f"fold {fold}: {len(held)} rows, {right / total:.3f} right so far, {len(found)} doubts", flush=True)
        found.sort(key=lambda doubt: doubt[3] - doubt[2])
        with open(settings.out, "w", encoding="utf-8") as file:
            file.write("file\tid\tlabel\tjudge\tconfidence\tlabel_share\tsentence\n")
            for row, name, confidence, own in found:
                labels = f"{row.labels['type']}\t{name}\t{confidence:.3f}\t{own:.3f}"
                file.write(f"{row.origin}\t{row.id}\t{labels}\t{row.marked()}\n")


if __name__ == "__main__":
    main()
