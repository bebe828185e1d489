#!/usr/bin/env python3
"""Trains the judge on marked sentences and writes it as an int8 file. See README.md beside this file.

    train.py --gold data/gold/*.jsonl --encoder .cache/judge --out judge.herald --report report.json

Every epoch each sentence is drawn masked or as written with equal chance. Rows are dealt into folds by blocks of ids;
--hold 0/6 leaves a fold out, measures on it and fits the temperatures there. The file that ships is trained on
everything and takes its temperatures from the report of such a run (--temperatures).
"""

import argparse
import json
import random
import time

import safetensors.torch
import torch

import inputs
import judge_file
import net
import rows as reading
import scoring
import wordpiece

HEAD_WEIGHTS = {"type": 1.0, "root2018": 0.5, "mode": 0.3, "modality": 0.3}
PLACEHOLDER = "someone"
BOTH_WAYS = {"CONSULT", "COOPERATE", "AGREE"}
POOL = 32  # batches that are sorted by length together


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", nargs="+", required=True, help="JSON Lines with marks")
    parser.add_argument("--add", nargs="*", default=[], help="further files, JSON Lines or TSV with roots")
    parser.add_argument("--soft", nargs="*", default=[], help="JSON Lines with a teacher's soft labels")
    parser.add_argument("--encoder", default=".cache/judge", help="folder that fetch filled")
    parser.add_argument("--start", help="a judge's file to go on from, instead of the bare encoder")
    parser.add_argument("--out", help="the judge's file")
    parser.add_argument("--report", help="JSON of settings and figures")
    parser.add_argument("--temperatures", help="report whose temperatures the file gets")
    parser.add_argument("--masking", choices=("none", "placeholder"), default="none", help="at inference")
    parser.add_argument("--hold", help="I/K: leave fold I of K out and measure on it")
    parser.add_argument("--block", type=int, default=20, help="neighbouring ids that stay in one fold")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--masked-share", type=float, default=0.5)
    parser.add_argument("--turned-share", type=float, default=0.35, help="of the rows, turned round a second time: NONE")
    parser.add_argument("--half-share", type=float, default=0.06, help="of the draws, with one of the two marks only")
    parser.add_argument("--consistency", type=float, default=0.0, help="weight of agreement_of: both maskings at once")
    parser.add_argument("--soft-weight", type=float, default=1.0)
    parser.add_argument("--root-type-weight", type=float, default=0.3, help="type loss of rows that have a root only")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--float32", action="store_true", help="no bfloat16 (a machine without it is faster so)")
    return parser


def turned(rows, share, generator):
    """Some of the rows with source and target changed over. The other did nothing of the kind: NONE. Not of acts that are
    done together or answered in kind, nor of NONE itself, whose turned rows are NONE as well and all taken."""
    out = []
    for row in rows:
        kind = row.labels.get("type")
        if kind is None or not row.sentence.source or not row.sentence.target:
            continue
        if kind in BOTH_WAYS or (row.labels.get("mode") == "ceasefire") or generator.random() >= share:
            continue
        other = inputs.Sentence(row.sentence.text, row.sentence.target, row.sentence.source)
        out.append(reading.Row(row.id + "-turned", other, {"type": "NONE", "root2018": "NONE"}, row.origin))
    return out


def halved(sentence, generator):
    """The sentence without one of its two marks: an act whose doer or whose target is not named."""
    if generator.random() < 0.5:
        return inputs.Sentence(sentence.text, sentence.source, [])
    return inputs.Sentence(sentence.text, [], sentence.target)


def targets_of(rows, settings):
    """head -> (distribution [rows, classes], weight [rows]): smoothed labels by n^-0.5, or a teacher's shares."""
    out = {}
    for head, names in reading.CLASSES.items():
        count = {name: sum(row.labels.get(head) == name for row in rows) for name in names}
        labelled = sum(count.values())
        # Scaled so that the mean weight of a labelled row is 1.
        scale = labelled / max(sum(n**0.5 for n in count.values()), 1e-9)
        shares, weights = torch.zeros(len(rows), len(names)), torch.zeros(len(rows))
        for i, row in enumerate(rows):
            if head in row.soft:
                shares[i], weights[i] = torch.tensor(row.soft[head]), settings.soft_weight
            elif head in row.labels:
                shares[i] = settings.smoothing / len(names)
                shares[i, names.index(row.labels[head])] += 1 - settings.smoothing
                weights[i] = scale * count[row.labels[head]] ** -0.5
        out[head] = (shares, weights)
    return out


def type_sets_of(rows):
    """[rows, types]: the types that the root of a row without type allows; zeros for all other rows."""
    sets = torch.zeros(len(rows), len(reading.TYPES))
    for i, row in enumerate(rows):
        if "type" not in row.labels and "type" not in row.soft and "root2018" in row.labels:
            for name in reading.TYPES_OF_ROOT[row.labels["root2018"]]:
                sets[i, reading.TYPES.index(name)] = 1
    return sets


def loss_of(logits, targets, type_sets, chosen, settings):
    total = torch.zeros(())
    for head, (shares, weights) in targets.items():
        weight = weights[chosen]
        if weight.sum() > 0:
            entropy = -(shares[chosen] * logits[head].log_softmax(-1)).sum(-1)
            total = total + HEAD_WEIGHTS[head] * (entropy * weight).sum() / len(chosen)
    sets = type_sets[chosen]
    has_set = sets.sum(-1) > 0
    if has_set.any():
        inside = (logits["type"][has_set].softmax(-1) * sets[has_set]).sum(-1)
        total = total - settings.root_type_weight * inside.clamp(min=1e-6).log().sum() / len(chosen)
    return total


def agreement_of(logits, size):
    """How far the answers to the first `size` sentences and to the same ones masked, which follow, lie apart: symmetric
    divergence of type and root2018."""
    total = torch.zeros(())
    for head in ("type", "root2018"):
        one, two = logits[head][:size].log_softmax(-1), logits[head][size:].log_softmax(-1)
        total = total + HEAD_WEIGHTS[head] * ((one.exp() - two.exp()) * (one - two)).sum(-1).mean() / 2
    return total


def batches_of(lengths, size, generator):
    """Indices in random batches of rows of like length."""
    order = list(range(len(lengths)))
    generator.shuffle(order)
    out = []
    for start in range(0, len(order), size * POOL):
        pool = sorted(order[start : start + size * POOL], key=lambda i: lengths[i])
        out += [pool[i : i + size] for i in range(0, len(pool), size)]
    generator.shuffle(out)
    return out


def optimiser_of(judge, settings, steps):
    """AdamW, a tenth as warm-up, then down to nothing in a line."""
    head = [*judge.dense.parameters(), *judge.heads.parameters()]
    own = {id(p) for p in head}
    body = [p for p in judge.parameters() if p.requires_grad and id(p) not in own]
    groups = [{"params": body, "lr": settings.rate}, {"params": head, "lr": settings.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    return optimiser, schedule


def go_on_from(judge, path):
    """Takes all weights but the word embeddings, which stay the encoder's, from a judge's file."""
    other, _, _ = judge_file.read(path)
    judge.positions.data = other.positions.data.clone()
    for own, old in [(judge.norm, other.norm), (judge.dense, other.dense), *zip(judge.heads, other.heads)]:
        own.load_state_dict(old.state_dict())
    for own, old in zip(judge.layers, other.layers):
        for name in net.MATRICES:
            matrix, rounded = getattr(own, name), getattr(old, name)
            matrix.weight.data = rounded.values.float() * rounded.scale.unsqueeze(-1)
            matrix.bias.data = rounded.bias.clone()
        own.norm1.load_state_dict(old.norm1.state_dict())
        own.norm2.load_state_dict(old.norm2.state_dict())


def train(rows, pieces, encoder, settings, say=print):
    """A trained Judge; the same seed, rows, settings and machine give the same one."""
    torch.manual_seed(settings.seed)
    generator = random.Random(settings.seed)
    judge = net.from_encoder(reading.CLASSES, encoder, settings.dropout)
    if settings.start:
        go_on_from(judge, settings.start)
    rows = rows + turned(rows, settings.turned_share, generator)
    encoded = [[inputs.encode(r.sentence, pieces, word) for r in rows] for word in (None, PLACEHOLDER)]
    acts = [r.labels.get("type") != "NONE" and r.sentence.source and r.sentence.target for r in rows]
    lengths = [len(ids) for ids, _ in encoded[0]]
    targets, sets = targets_of(rows, settings), type_sets_of(rows)
    steps = settings.epochs * -(-len(rows) // settings.batch)
    optimiser, schedule = optimiser_of(judge, settings, steps)
    for epoch in range(settings.epochs):
        judge.train()
        began, losses = time.monotonic(), []
        for chosen in batches_of(lengths, settings.batch, generator):
            both = settings.consistency > 0
            if both:
                picked = [view[i] for view in encoded for i in chosen]
            else:
                picked = [encoded[generator.random() < settings.masked_share][i] for i in chosen]
                for k, i in enumerate(chosen):
                    if acts[i] and generator.random() < settings.half_share:
                        picked[k] = inputs.encode(halved(rows[i].sentence, generator), pieces, None)
            with torch.autocast("cpu", torch.bfloat16, enabled=not settings.float32):
                logits = judge(*net.batch_of(picked, pieces.pad))
            loss = loss_of(logits, targets, sets, chosen * 2 if both else chosen, settings)
            if both:
                loss = loss + settings.consistency * agreement_of(logits, len(chosen))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        seconds = time.monotonic() - began
        say(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}, {seconds:.0f} s", flush=True)
    return judge.eval()


def head_figures(rows, logits):
    """head -> summary over the rows that have the label; the sentences must be those of `logits`."""
    out = {}
    for head, names in reading.CLASSES.items():
        chosen = [i for i, row in enumerate(rows) if head in row.labels]
        if chosen:
            gold = [rows[i].labels[head] for i in chosen]
            out[head] = scoring.summary(gold, [names[k] for k in logits[head][chosen].argmax(-1)], names)
    return out


def labelled_logits(rows, logits, head):
    chosen = [i for i, row in enumerate(rows) if head in row.labels]
    labels = torch.tensor([reading.CLASSES[head].index(rows[i].labels[head]) for i in chosen])
    return logits[head][chosen], labels


def measure(judge, rows, pieces, masking):
    """Figures on rows that were not trained on: float and int8, both maskings; temperatures of the int8 answers."""
    out = {"rows": len(rows)}
    for form in ("float", "int8"):
        if form == "int8":
            judge.quantise()
        for name, word in (("none", None), ("placeholder", PLACEHOLDER)):
            logits = net.logits_of(judge, [inputs.encode(r.sentence, pieces, word) for r in rows], pieces.pad)
            out[f"{form} {name}"] = head_figures(rows, logits)
            if form == "int8" and name == masking:
                pairs = {head: labelled_logits(rows, logits, head) for head in reading.CLASSES}
                out["temperature"] = {head: round(scoring.best_temperature(*p), 3) for head, p in pairs.items()}
                probabilities = (pairs["type"][0] / out["temperature"]["type"]).softmax(-1)
                out["calibration"] = scoring.calibration(probabilities, pairs["type"][1])
    return out


def load_encoder(folder):
    """The encoder's tensors and pieces, without the pieces that English news hardly ever needs: of other scripts, and
    the unused ones. They would be an eighth of the file."""
    with open(f"{folder}/vocab.txt", encoding="utf-8") as file:
        vocabulary = file.read().rstrip("\n").split("\n")
    kept = [i for i, piece in enumerate(vocabulary) if needed(piece)]
    tensors = safetensors.torch.load_file(f"{folder}/model.safetensors")
    words = "embeddings.word_embeddings.weight"
    tensors[words] = tensors[words][kept].clone()
    return tensors, wordpiece.WordPiece([vocabulary[i] for i in kept])


def needed(piece):
    if piece.startswith("["):
        return not piece.startswith("[unused")
    return all(ord(c) < 0x80 or 0x2010 <= ord(c) <= 0x203A or c in "€£°§" for c in piece.removeprefix("##"))


def main():
    settings = arguments().parse_args()
    torch.set_num_threads(settings.threads)
    encoder, pieces = load_encoder(settings.encoder)
    rows, held = reading.read_all(settings.gold), []
    if settings.hold:
        fold, folds = map(int, settings.hold.split("/"))
        deal = reading.fold_of(rows, folds, settings.block)
        held = [row for row, f in zip(rows, deal) if f == fold]
        rows = [row for row, f in zip(rows, deal) if f != fold]
    rows += reading.read_all(settings.add + settings.soft)
    print(f"{len(rows)} rows to train on, {len(held)} held out", flush=True)
    began = time.monotonic()
    judge = train(rows, pieces, encoder, settings)
    report = {"settings": vars(settings), "rows": len(rows), "seconds": round(time.monotonic() - began)}
    temperature = dict.fromkeys(reading.CLASSES, 1.0)
    if settings.temperatures:
        with open(settings.temperatures, encoding="utf-8") as file:
            temperature = json.load(file)["held_out"]["temperature"]
    state = judge.state_dict()
    if held:
        report["held_out"] = measure(judge, held, pieces, settings.masking)
        temperature = report["held_out"]["temperature"]
    if settings.out:
        judge = net.from_encoder(reading.CLASSES, encoder, 0)
        judge.load_state_dict(state)
        write(settings, judge, pieces, temperature)
    if settings.report:
        with open(settings.report, "w", encoding="utf-8") as file:
            json.dump(report, file, indent=1)


def write(settings, judge, pieces, temperature):
    keys = "seed epochs batch rate head_rate dropout smoothing masked_share turned_share half_share consistency hold block"
    training = {key: getattr(settings, key) for key in keys.split()}
    training["data"] = reading.digests(settings.gold + settings.add + settings.soft)
    if settings.start:
        training["start"] = reading.digests([settings.start])
    training["encoder"] = reading.digests([f"{settings.encoder}/model.safetensors"])
    judge_file.write(
        settings.out, judge, pieces.vocabulary, settings.masking, PLACEHOLDER, temperature, training
    )


if __name__ == "__main__":
    main()
