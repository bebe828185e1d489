#!/usr/bin/env python3
"""What a judge's file answers, with its int8 arithmetic to the last integer; the C++ runtime is held against this.

    answers.py judge.herald < lines        lines: {"id", "text": "... [S]Kenya[/S] ... [T]Chad[/T] ..."}

Prints one line each: {"id", "pieces": ids of the pieces, "roles": "0s of no span, 1 source, 2 target", and for each head
its {class: probability} at the file's temperature}. A role may have several spans or none. Floats between the integer
products are summed in another order than in C++, so a value that falls on the border of two int8 steps may round
otherwise: expect agreement to about 0.01 in a probability, mostly to 0.0001. --logits prints logits instead.
"""

import argparse
import json
import sys

import torch

import inputs
import judge_file
import net
import wordpiece


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("judge")
    parser.add_argument("--logits", action="store_true", help="before temperature and softmax")
    settings = parser.parse_args()
    torch.set_num_threads(1)
    judge, header, vocabulary = judge_file.read(settings.judge)
    pieces = wordpiece.WordPiece(vocabulary)
    placeholder = header["placeholder"] if header["masking"] == "placeholder" else None
    for number, line in enumerate(sys.stdin, 1):
        record = json.loads(line)
        ids, roles = inputs.encode(inputs.from_marked(record["text"]), pieces, placeholder)
        answer = {"id": record.get("id", number), "pieces": ids, "roles": "".join(map(str, roles))}
        for head, logits in net.logits_of(judge, [(ids, roles)], pieces.pad).items():
            if not settings.logits:
                logits = (logits / header["temperature"][head]).softmax(-1)
            answer[head] = {c: round(v, 6) for c, v in zip(header["classes"][head], logits[0].tolist())}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
