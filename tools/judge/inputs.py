"""From a sentence with a source and a target to what the net reads.

The rule, binding for the runtime:

1. Spans are half-open stretches of the sentence, several or none a role. Where spans overlap, a character belongs to
   the shortest span that covers it (then the one that starts first, then the source's), so that of "[the [Kenyan]
   president]" each role keeps a part. A span is what is left to it, as maximal runs, spaces trimmed, empty runs dropped.
2. The stretches between the runs and the runs themselves are cut into pieces one by one, so a run's edge is always a
   piece's edge. Before and after each run stands its role's mark ("@" or "#") as one piece. Under masking "placeholder"
   the pieces of the run are those of the placeholder word. Role of a piece: its run's, marks included.
3. At most 126 pieces stand between [CLS] and [SEP]. If there are more, pieces go from the ends: as long as there are too
   many, one goes from the side that has more pieces beyond the outermost mark (from the right when equal). When nothing
   is left beyond the marks and it is still too long, the first 63 and the last 63 of the stretch from the first mark to
   the last stay. A sentence without marks keeps its first 126.
"""

import re
from dataclasses import dataclass

SOURCE, TARGET = 1, 2
MARKS = {SOURCE: "@", TARGET: "#"}
PIECES = 126
TAG = re.compile(r"\[(/?)([ST])\]")


@dataclass
class Sentence:
    text: str
    source: list  # [(start, end)], code points
    target: list


def from_marked(marked):
    """A Sentence from "... [S]Kenya[/S] ... [T]Chad[/T] ..."; ValueError when a mark is not closed."""
    text, spans, opened, last = "", {"S": [], "T": []}, {}, 0
    for tag in TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        closing, role = tag.groups()
        if bool(closing) != (role in opened):
            raise ValueError(f"[{closing}{role}] out of place: {marked!r}")
        if closing:
            spans[role].append((opened.pop(role), len(text)))
        else:
            opened[role] = len(text)
    if opened:
        raise ValueError(f"a mark is not closed: {marked!r}")
    return Sentence(text + marked[last:], spans["S"], spans["T"])


def runs(sentence):
    """[(start, end, role)] in text order by rule 1."""
    spans = [(a, b, SOURCE) for a, b in sentence.source] + [(a, b, TARGET) for a, b in sentence.target]
    owner = [None] * len(sentence.text)
    for span in sorted(set(spans), key=lambda s: (s[1] - s[0], s[0], s[2]), reverse=True):
        owner[span[0] : span[1]] = [span] * len(owner[span[0] : span[1]])
    out, start = [], 0
    for i in range(1, len(owner) + 1):
        if i == len(owner) or owner[i] != owner[start]:
            if owner[start]:
                piece = sentence.text[start:i]
                left = start + len(piece) - len(piece.lstrip())
                right = i - (len(piece) - len(piece.rstrip()))
                if left < right:
                    out.append((left, right, owner[start][2]))
            start = i
    return out


def window(roles):
    """The indices of the pieces that stay, by rule 3; `roles` has 0 for a piece of no span."""
    marked = [i for i, role in enumerate(roles) if role]
    surplus = len(roles) - PIECES
    if surplus <= 0:
        return range(len(roles))
    if not marked:
        return range(PIECES)
    begin, end = 0, len(roles)
    first, last = marked[0], marked[-1] + 1
    while end - begin > PIECES and (begin < first or end > last):
        if first - begin > end - last:
            begin += 1
        else:
            end -= 1
    if end - begin <= PIECES:
        return range(begin, end)
    half = PIECES // 2
    return [*range(first, first + half), *range(last - half, last)]


def encode(sentence, wordpiece, placeholder=None):
    """(ids, roles) with [CLS] and [SEP]; `placeholder`: the word that stands for every span, or None."""
    ids, roles, last = [], [], 0

    def add(pieces, role):
        ids.extend(pieces)
        roles.extend([role] * len(pieces))

    for start, end, role in runs(sentence):
        mark = wordpiece(MARKS[role])
        add(wordpiece(sentence.text[last:start]), 0)
        add(mark + wordpiece(placeholder or sentence.text[start:end]) + mark, role)
        last = end
    add(wordpiece(sentence.text[last:]), 0)
    kept = window(roles)
    return [wordpiece.cls, *(ids[i] for i in kept), wordpiece.sep], [0, *(roles[i] for i in kept), 0]
