"""Figures: F1, quad classes, calibration. Predictions and labels are lists of class names."""

import math

import torch

QUAD = {}
for _number, _names in (
    ("1", "AGREE CONSULT SUPPORT CONCEDE"),
    ("2", "COOPERATE AID RETREAT YIELD"),
    ("3", "REQUEST ACCUSE REJECT THREATEN"),
    ("4", "PROTEST SANCTION MOBILIZE COERCE ASSAULT"),
    ("0", "NONE"),
):
    QUAD |= dict.fromkeys(_names.split(), _number)


def f1(gold, predicted, name):
    """2TP / (2TP + FP + FN), 0 when that is 0 / 0."""
    hits = sum(g == p == name for g, p in zip(gold, predicted))
    total = gold.count(name) + predicted.count(name)
    return 2 * hits / total if total else 0.0


def macro_f1(gold, predicted, names):
    return sum(f1(gold, predicted, name) for name in names) / len(names)


def accuracy(gold, predicted):
    return sum(g == p for g, p in zip(gold, predicted)) / len(gold)


def quads(names):
    return [QUAD[name] for name in names]


def summary(gold, predicted, names, gold_quads=None):
    """Macro F1 over those of `names` that the gold has; accuracy; macro F1 of the quad classes."""
    present = [name for name in names if name in gold]
    out = {"rows": len(gold), "macro_f1": macro_f1(gold, predicted, present), "accuracy": accuracy(gold, predicted)}
    if set(gold) <= QUAD.keys():
        gold_quads = gold_quads or quads(gold)
        out["quad_f1"] = macro_f1(gold_quads, quads(predicted), sorted(set(gold_quads)))
        out["f1"] = {name: round(f1(gold, predicted, name), 3) for name in present}
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in out.items()}


def negative_log_likelihood(logits, labels, temperature):
    return torch.nn.functional.cross_entropy(logits / temperature, labels).item()


def best_temperature(logits, labels):
    """The temperature of 0.3 to 4 (steps of 2 %) under which the labels are most likely."""
    steps = int(math.log(4 / 0.3) / 0.02)
    candidates = [0.3 * math.exp(0.02 * i) for i in range(steps + 1)]
    return min(candidates, key=lambda t: negative_log_likelihood(logits, labels, t))


def calibration(probabilities, labels, bins=10):
    """Expected calibration error, and per bin of confidence: rows, mean confidence, share right."""
    confidence, chosen = probabilities.max(-1)
    right = (chosen == labels).float()
    table, error = [], 0.0
    for i in range(bins):
        inside = (confidence > i / bins) & (confidence <= (i + 1) / bins)
        rows = int(inside.sum())
        if rows:
            mean, share = confidence[inside].mean().item(), right[inside].mean().item()
            error += rows / len(labels) * abs(mean - share)
            table.append({"rows": rows, "confidence": round(mean, 3), "right": round(share, 3)})
    return {"error": round(error, 4), "bins": table}
