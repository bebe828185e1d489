"""Reading labelled sentences, and the classes of the heads.

Two forms. JSON Lines, as data/gold has it: {"id","text" with [S]..[/S] and [T]..[/T],"type","mode","modality",
"root2018"}; each label but `text` may be missing and then trains nothing. A file of soft labels is the same with
"soft": {head: {class: probability}}. TSV with a header line: id, sentence, source_spans, target_spans (code points,
"0-12;40-52"), root, and penta if there is one (the quad class). A span of a TSV that begins or ends inside a word is
dropped when its role has a better one.
"""

import csv
import hashlib
import json
import re
from dataclasses import dataclass, field

import inputs

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT NONE"
).split()
ROOTS = (
    "AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT "
    "NONE"
).split()
MODES = (
    "none abduct access aerial allege arrest assist beat boycott censor ceasefire change convict crowd-control curfew "
    "cyber demo deport destroy disapprove disarm discontinue drone expel explosives firearms heavy-weapons hunger "
    "investigate martial-law meet militia misinformation multilateral obstruct phone police primitive relations release "
    "resign restrict riot seize sexual strike suicide-attack targeted territory third-party torture troops "
    "unconventional vandalize violence visit weapons withdraw withhold yield"
).split()
MODALITIES = "happened ongoing planned threatened hypothetical denied negated".split()
CLASSES = {"type": TYPES, "mode": MODES, "modality": MODALITIES, "root2018": ROOTS}

# The older custom's roots as sets of types, for rows that have nothing but the root: what our own rows show in more than
# one case of fifteen.
TYPES_OF_ROOT = {root: {root} for root in ROOTS}
TYPES_OF_ROOT["YIELD"] = {"CONCEDE", "RETREAT"}
TYPES_OF_ROOT["AGREE"] = {"AGREE", "CONCEDE"}


@dataclass
class Row:
    id: str
    sentence: inputs.Sentence
    labels: dict  # head -> class; a head that is not there trains nothing
    origin: str = ""
    soft: dict = field(default_factory=dict)  # head -> [probability of each class]
    quad: str = ""  # the quad class as the file has it, else that of the root

    def marked(self):
        """The sentence with its marks, on one line."""
        out, last = "", 0
        for start, end, role in inputs.runs(self.sentence):
            name = "S" if role == inputs.SOURCE else "T"
            out += f"{self.sentence.text[last:start]}[{name}]{self.sentence.text[start:end]}[/{name}]"
            last = end
        return " ".join((out + self.sentence.text[last:]).split())

    def block(self, size):
        """Neighbouring ids share scenes, so folds take whole blocks: (prefix, number // size)."""
        prefix, number = re.fullmatch(r"(.*?)(\d*)", self.id).groups()
        return f"{self.origin}/{prefix}/{int(number or 0) // size}"


def soft_labels(record):
    out = {}
    for head, shares in record.get("soft", {}).items():
        total = sum(shares.values())
        out[head] = [shares.get(name, 0.0) / total for name in CLASSES[head]]
    return out


def from_json(line, number, origin):
    record = json.loads(line)
    labels = {h: record[h] for h in ("type", "modality", "root2018") if record.get(h) is not None}
    if "type" in labels and "mode" in record:
        labels["mode"] = record["mode"] or "none"
    if labels.get("type") == "NONE":  # no act: it has neither mode nor modality to learn
        labels.pop("mode", None)
        labels.pop("modality", None)
    for head, name in labels.items():
        if name not in CLASSES[head]:
            raise ValueError(f"{origin}:{number}: {head} has no class {name}")
    sentence = inputs.from_marked(record["text"])
    return Row(str(record.get("id", number)), sentence, labels, origin, soft_labels(record))


def whole_words(text, spans):
    def inside(i):
        return 0 < i < len(text) and text[i - 1].isalnum() and text[i].isalnum()

    return [s for s in spans if not inside(s[0]) and not inside(s[1])] or spans


def from_tsv(record, origin):
    spans = []
    for column in ("source_spans", "target_spans"):
        pairs = [tuple(map(int, s.split("-"))) for s in record[column].split(";") if s]
        spans.append(whole_words(record["sentence"], pairs))
    labels = {"root2018": record["root"]} if record.get("root") else {}
    sentence = inputs.Sentence(record["sentence"], *spans)
    return Row(record["id"], sentence, labels, origin, quad=record.get("penta", ""))


def read(path):
    origin = path.rsplit("/", 1)[-1]
    with open(path, encoding="utf-8", newline="") as lines:
        if path.endswith(".tsv"):
            table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            return [from_tsv(record, origin) for record in table]
        return [from_json(line, n, origin) for n, line in enumerate(lines, 1) if line.strip()]


def read_all(paths):
    return [row for path in paths for row in read(path)]


def digests(paths):
    out = {}
    for path in paths:
        with open(path, "rb") as file:
            out[path.rsplit("/", 1)[-1]] = hashlib.sha256(file.read()).hexdigest()
    return out


def fold_of(rows, folds, block):
    """The fold of each row. Whole blocks, dealt by a hash of their name, so that more rows do not move old ones."""
    deal = {}
    for name in {row.block(block) for row in rows}:
        deal[name] = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "little") % folds
    return [deal[row.block(block)] for row in rows]
