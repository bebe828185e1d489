#!/usr/bin/env python3
"""How much a judge goes by who the actors are. usage: names.py judge.herald --rows test.jsonl ... [--masking none]

Every actor of --names stands once as source and once as target in each sentence that has both marks. Printed: how often
the type changes against the sentence masked and as written, and for each name the mean probability of a conflict type;
the same sentences stand behind every name, so the rows of the table differ by nothing but the name.
"""

import argparse

import torch

import inputs
import judge_file
import net
import rows as reading
import scoring
import wordpiece

NAMES = "Norway;Japan;Brazil;Kenya;the United States;Israel;Russia;Iran;Syria;North Korea;the Taliban;the army;protesters"


def with_name(sentence, role, name):
    """The sentence with `name` in place of each span of the role."""
    text, spans, last = "", {inputs.SOURCE: [], inputs.TARGET: []}, 0
    for start, end, own in inputs.runs(sentence):
        text += sentence.text[last:start]
        word = name if own == role else sentence.text[start:end]
        spans[own].append((len(text), len(text) + len(word)))
        text += word
        last = end
    return inputs.Sentence(text + sentence.text[last:], spans[inputs.SOURCE], spans[inputs.TARGET])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("judge")
    parser.add_argument("--rows", nargs="+", required=True)
    parser.add_argument("--names", default=NAMES)
    parser.add_argument("--every", type=int, default=4, help="take every n-th row")
    settings = parser.parse_args()
    torch.set_num_threads(1)
    judge, header, vocabulary = judge_file.read(settings.judge)
    pieces, types = wordpiece.WordPiece(vocabulary), header["classes"]["type"]
    sentences = [row.sentence for row in reading.read_all(settings.rows)][:: settings.every]
    conflict = torch.tensor([scoring.QUAD[name] in ("3", "4") for name in types])

    def shares(changed, placeholder=None):
        logits = net.logits_of(judge, [inputs.encode(s, pieces, placeholder) for s in changed], pieces.pad)
        return (logits["type"] / header["temperature"]["type"]).softmax(-1)

    plain = shares(sentences).argmax(-1)
    masked = shares(sentences, header["placeholder"]).argmax(-1)
    print(f"{len(sentences)} sentences; masked differs from written: {(plain != masked).float().mean():.3f}")
    for role, title in ((inputs.SOURCE, "source"), (inputs.TARGET, "target")):
        means, changes = [], []
        for name in settings.names.split(";"):
            answer = shares([with_name(s, role, name) for s in sentences])
            means.append(answer[:, conflict].sum(-1).mean().item())
            changes.append((answer.argmax(-1) != plain).float().mean().item())
            print(f"  {title} {name}: conflict {means[-1]:.3f}, type changes {changes[-1]:.3f}")
        spread = max(means) - min(means)
        print(f"{title}: spread of conflict {spread:.3f}, mean change of type {sum(changes) / len(changes):.3f}")


if __name__ == "__main__":
    main()
