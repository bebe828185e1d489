#!/usr/bin/env python3
"""Holds Herald's parses against Python spaCy's, text by text.

Run by a Python that has spaCy 3.8.7:

    python tools/parity/parity.py --model en_core_web_sm-3.8.0 --input texts.jsonl \\
        --command "build/release/herald parse --raw --input jsonl --format jsonl"

The command reads {"id","text"} lines on stdin and prints one JSON object a line (DESIGN, "What parse prints").
A text is judged by its first difference, in the order tokens, tags, tree, entities, parts of speech, lemmas:
what follows from it does not count again. A difference in a tag, the tree or the entities is a tie when spaCy's
own scores for the two answers lie less than --gap apart at the decision in question; for the tree and the
entities that is proved by letting spaCy take its second choice there and getting our answer. All else is real.
Exit code 1 when there is a real difference, 0 otherwise.
"""

import argparse
import gzip
import itertools
import json
import subprocess
import sys
import threading

STAGES = ("tokens", "tag", "tree", "ents", "pos", "lemma")


def read_texts(path, limit):
    """(id, text) of every line; at most `limit` of them."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(itertools.islice(lines, limit)):
            record = json.loads(line)
            yield str(record.get("id", number)), record["text"]


def run_ours(command, texts):
    """Yields our records in the order of `texts`."""
    process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        for name, text in texts:
            process.stdin.write(json.dumps({"id": name, "text": text}).encode() + b"\n")
        process.stdin.close()

    threading.Thread(target=feed, daemon=True).start()
    for line in process.stdout:
        yield json.loads(line)
    if process.wait() != 0:
        sys.exit(f"the command failed with code {process.returncode}")


def spacy_record(doc):
    """What our command prints, from spaCy's Doc."""
    offsets = [0]
    for char in doc.text:
        offsets.append(offsets[-1] + len(char.encode("utf-8", "surrogatepass")))
    return {
        "tokens": [[offsets[t.idx], offsets[t.idx + len(t.text)]] for t in doc],
        "space": [bool(t.whitespace_) for t in doc],
        "tag": [t.tag_ for t in doc],
        "pos": [t.pos_ for t in doc],
        "lemma": [t.lemma_ for t in doc],
        "head": [t.head.i for t in doc],
        "dep": [t.dep_ for t in doc],
        "sent_start": [bool(t.is_sent_start) for t in doc],
        "ents": [[e.start, e.end, e.label_] for e in doc.ents],
    }


def first_stage(ours, theirs):
    """The first stage in which two records differ, and the number of tokens that do; (None, 0) if equal."""
    if ours["tokens"] != theirs["tokens"] or ours["space"] != theirs["space"]:
        return "tokens", 1
    for stage in STAGES[1:]:
        keys = ("head", "dep", "sent_start") if stage == "tree" else (stage,)
        wrong = 0
        for key in keys:
            if key == "ents":
                wrong += len({tuple(e) for e in ours[key]} ^ {tuple(e) for e in theirs[key]})
            else:
                wrong += sum(a != b for a, b in zip(ours[key], theirs[key]))
        if wrong:
            return stage, wrong
    return None, 0


class Judge:
    """Finds spaCy's own score gap behind a difference."""

    def __init__(self, nlp, gap):
        self.nlp = nlp
        self.gap = gap

    def doc(self, text, until):
        """The text after all components before `until`."""
        doc = self.nlp.make_doc(text)
        for name, stage in self.nlp.pipeline:
            if name == until:
                return doc
            doc = stage(doc)
        return doc

    def tag_gap(self, text, ours, theirs):
        """Largest gap over all differing tags."""
        tagger = self.nlp.get_pipe("tagger")
        scores = tagger.model.predict([self.doc(text, "tagger")])[0]
        labels = list(tagger.labels)
        return max(
            abs(float(scores[i][labels.index(a)] - scores[i][labels.index(b)]))
            for i, (a, b) in enumerate(zip(ours["tag"], theirs["tag"]))
            if a != b
        )

    def run_transitions(self, name, text, flips):
        """Greedy decoding in which step s takes its second choice for every s in `flips`.

        Returns the finished Doc and [(step, gap)] of the close decisions.
        """
        pipe = self.nlp.get_pipe(name)
        doc = self.doc(text, name)
        moves = pipe.moves
        names = [moves.get_class_name(i) for i in range(moves.n_moves)]
        model = pipe.model.predict([doc])
        state = moves.init_batch([doc])[0]
        close, step = [], 0
        while not state.is_final():
            scores = model.predict([state])[0]
            best = []
            for i in (-scores).argsort(kind="stable"):
                if moves.is_valid(state, names[i]):
                    best.append(int(i))
                    if len(best) == 2:
                        break
            if len(best) == 2 and scores[best[0]] - scores[best[1]] < self.gap:
                close.append((step, float(scores[best[0]] - scores[best[1]])))
            moves.apply_transition(state, names[best[1] if step in flips and len(best) == 2 else best[0]])
            step += 1
        pipe.set_annotations([doc], [state])
        names = [stage for stage, _ in self.nlp.pipeline]
        for later in names[names.index(name) + 1 :]:
            doc = self.nlp.get_pipe(later)(doc)
        return doc, close

    def transition_gap(self, name, text, ours, keys):
        """The gap of the close decisions that explain our answer, or None."""
        _, close = self.run_transitions(name, text, set())
        tried = [set()] + [{step} for step, _ in close] + [{step for step, _ in close}]
        for flips in tried:
            record = spacy_record(self.run_transitions(name, text, flips)[0])
            if all(record[key] == ours[key] for key in keys):
                # No flip at all: spaCy itself answers like us when it sees the text alone, not in a batch.
                return max((gap for step, gap in close if step in flips), default=0.0)
        return None

    def find_gap(self, stage, text, ours, theirs):
        if stage == "tag":
            return self.tag_gap(text, ours, theirs)
        if stage == "tree":
            return self.transition_gap("parser", text, ours, ("head", "dep", "sent_start"))
        if stage == "ents":
            return self.transition_gap("ner", text, ours, ("ents",))
        return None


def show(stage, ours, theirs, text):
    """The first differing token or entity, spelt out."""
    data = text.encode("utf-8", "surrogatepass")
    if stage == "tokens":
        pairs = list(itertools.zip_longest(ours["tokens"], theirs["tokens"]))
        at = next((i for i, (a, b) in enumerate(pairs) if a != b), None)
        if at is None:
            at = next(i for i, (a, b) in enumerate(zip(ours["space"], theirs["space"])) if a != b)
            return f"token {at}: space flag {ours['space'][at]}, spaCy {theirs['space'][at]}"
        cut = [data[a[0] : a[1]].decode("utf-8", "replace")[:60] if a else None for a in pairs[at]]
        return f"token {at}: {cut[0]!r}, spaCy {cut[1]!r}"
    if stage == "ents":
        a = {tuple(e) for e in ours["ents"]}
        b = {tuple(e) for e in theirs["ents"]}
        return f"only ours {sorted(a - b)[:3]}, only spaCy {sorted(b - a)[:3]}"
    for key in ("head", "dep", "sent_start") if stage == "tree" else (stage,):
        for i, (a, b) in enumerate(zip(ours[key], theirs[key])):
            if a != b:
                begin, end = ours["tokens"][i]
                word = data[begin:end].decode("utf-8", "replace")[:60]
                return f"token {i} {word!r} ({theirs['tag'][i]}): {key} {a!r}, spaCy {b!r}"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="unpacked spaCy package (the folder with config.cfg)")
    parser.add_argument("--input", required=True, nargs="+", help="JSON Lines with id and text, .gz allowed")
    parser.add_argument("--command", required=True, help="our parser, from JSON Lines to JSON Lines")
    parser.add_argument("--limit", type=int, default=None, help="texts a file")
    parser.add_argument("--tokens", type=int, default=None, help="stop after about so many tokens")
    parser.add_argument("--skip", default="", help="stages not to compare, with commas: " + ", ".join(STAGES))
    parser.add_argument("--gap", type=float, default=1e-4, help="scores closer than this are a tie")
    parser.add_argument("--show", type=int, default=20, help="differences to spell out")
    options = parser.parse_args()

    import spacy  # here, so that --help needs none

    nlp = spacy.load(options.model)
    judge = Judge(nlp, options.gap)
    skip = set(filter(None, options.skip.split(",")))
    texts = [pair for path in options.input for pair in read_texts(path, options.limit)]
    texts = [(name, text) for name, text in texts if len(text) <= nlp.max_length]
    docs = tokens = shown = 0
    ties, real, wrong_tokens = dict.fromkeys(STAGES, 0), dict.fromkeys(STAGES, 0), dict.fromkeys(STAGES, 0)
    theirs_all = nlp.pipe((text for _, text in texts), batch_size=64)
    for (name, text), doc, ours in zip(texts, theirs_all, run_ours(options.command, texts)):
        theirs = spacy_record(doc)
        for stage in skip & {"pos", "lemma"}:
            ours[stage] = theirs[stage]
        docs, tokens = docs + 1, tokens + len(doc)
        stage, wrong = first_stage(ours, theirs)
        if stage:
            gap = judge.find_gap(stage, text, ours, theirs)
            tie = gap is not None and gap < options.gap
            (ties if tie else real)[stage] += 1
            wrong_tokens[stage] += 0 if tie else wrong
            if shown < options.show:
                shown += 1
                verdict = f"tie, gap {gap:.1e}" if tie else ("REAL" if gap is None else f"REAL, gap {gap:.1e}")
                print(f"{name}: {stage}: {show(stage, ours, theirs, text)} [{verdict}]", flush=True)
        if options.tokens and tokens >= options.tokens:
            break
    print(f"{docs} texts, {tokens} tokens; spaCy {spacy.__version__}")
    for stage in STAGES:
        if stage not in skip:
            print(f"  {stage:7} {real[stage]} texts differ ({wrong_tokens[stage]} values), {ties[stage]} ties")
    sys.exit(1 if any(real.values()) else 0)


if __name__ == "__main__":
    main()
