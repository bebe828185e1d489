"""The commands that answer and score marked pairs: relate, eval, audit."""
import json
import os

from command_case import SAMPLES, Case

PERU = {"id": "1", "text": "Peru was criticised by Chile.", "source": [23, 28], "target": [0, 4]}
ANSWER_KEYS = ["id", "type", "mode", "cameo", "quad", "confidence", "rule"]


def lines(*rows):
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


class Relate(Case):
    def test_answers_every_pair(self):
        odd = [dict(PERU, id=str(i)) for i in range(3)]
        odd[1].update(source=[], target=[])
        odd[2].update(text="", source=[], target=[])
        answers = self.records("relate", given=lines(PERU, *odd))
        self.assertEqual([a["id"] for a in answers], ["1", "0", "1", "2"])
        for answer in answers:
            self.assertEqual(list(answer), ANSWER_KEYS)
            self.assertNotEqual(answer["type"], "NONE")
            self.assertTrue(0 < answer["confidence"] < 1)
        self.assertEqual((answers[0]["type"], answers[0]["mode"], answers[0]["cameo"][:2], answers[0]["quad"]),
                         ("ACCUSE", "disapprove", "11", "verbal_conflict"))
        self.assertIn("accuse.txt", answers[0]["rule"])

    def test_none_and_evidence(self):
        nothing = {"id": "n", "text": "Chad is warm. Mali is large.", "source": [0, 4], "target": [14, 18]}
        self.assertEqual(self.records("relate", "--none", given=lines(nothing))[0]["type"], "NONE")
        self.assertNotEqual(self.records("relate", given=lines(nothing))[0]["type"], "NONE")
        answer, = self.records("relate", "--evidence", given=lines(PERU))
        self.assertEqual(answer["evidence"][0]["fit"], "both")
        self.assertEqual(answer["modality"], "happened")

    def test_older_ontology(self):
        text = "France withdrew its troops from Chad."
        row = {"id": "1", "text": text, "source": [[0, 6]], "target": [[32, 36]]}
        self.assertEqual(self.records("relate", given=lines(row))[0]["type"], "RETREAT")
        older, = self.records("relate", "--ontology", "plover2018", given=lines(row))
        self.assertEqual((older["type"], older["quad"]), ("YIELD", "material_cooperation"))
        self.assertIn("--help", self.complaint("relate", "--ontology", "cameo", code=2))

    def test_bad_lines_are_told_and_skipped(self):
        done = self.herald("relate", given=lines(PERU, "{", {"id": "2"}, dict(PERU, source=[0, 99]), PERU), code=1)
        self.assertEqual(len(done.stdout.splitlines()), 2)
        for number in (2, 3, 4):
            self.assertIn(f"standard input:{number}".encode(), done.stderr)

    def test_same_for_any_number_of_threads(self):
        given = lines(*(dict(PERU, id=str(i)) for i in range(60)))
        one = self.herald("--threads", "1", "relate", given=given).stdout
        self.assertEqual(one, self.herald("--threads", "4", "relate", given=given).stdout)


class Eval(Case):
    GOLD = lines({"id": "a", "text": "[T]Peru[/T] was criticised by [S]Chile[/S].", "type": "ACCUSE", "mode": "disapprove", "modality": "happened"},
                 {"id": "b", "text": "[S]Ghana[/S] sang for [T]Togo[/T].", "type": "AID"},
                 {"id": "c", "text": "[S]Ghana[/S] is near [T]Togo[/T].", "type": "NONE"})

    def test_our_answers(self):
        told = self.herald("eval", "--errors", given=self.GOLD)
        text = told.stdout.decode()
        for words in ("relations  2 rows", "macro F1", "precision", "gold \\ answer", "ACCUSE"):
            self.assertIn(words, text)
        self.assertIn(b"--none", told.stderr)
        self.assertIn("3 rows", self.herald("eval", "--none", given=self.GOLD).stdout.decode())

    def test_predictions(self):
        theirs = self.path("theirs.jsonl", lines({"id": "a", "type": "ACCUSE"}, {"id": "b", "type": "AID"}))
        result = json.loads(self.herald("eval", "--predictions", theirs, "--format", "json", given=self.GOLD).stdout)
        self.assertEqual(result["relations"]["types"]["accuracy"], 1)
        self.assertIsNone(result["passages"])
        partly = self.path("partly.jsonl", lines({"id": "a", "type": "ACCUSE"}, {"id": "b", "type": "HELP"}))
        result = json.loads(self.herald("eval", "--predictions", partly, "--errors", "--format", "json", given=self.GOLD).stdout)
        self.assertEqual(result["relations"]["right"], 1)
        self.assertEqual(result["relations"]["errors"][0]["answer"], "NONE")
        self.assertIn("bad.jsonl:1", self.complaint("eval", "--predictions", self.path("bad.jsonl", "{}\n")))

    def test_passages(self):
        row = {"id": "p", "text": "Chile criticised Peru on Monday. The weather was fine.", "date": "2024-11-26",
               "events": [{"source": "CHL", "type": "ACCUSE", "target": "PER", "sentence": 0}]}
        result = json.loads(self.herald("eval", "--format", "json", given=lines(row)).stdout)["passages"]
        self.assertEqual((result["events"], result["right"], result["eventless_sentences"], result["false_in_eventless"]), (1, 1, 1, 0))
        row["events"][0]["type"] = "AID"
        text = self.herald("eval", "--errors", given=lines(row)).stdout.decode()
        self.assertIn("CHL AID PER not nothing", text)

    def test_broken_rows(self):
        twice = self.GOLD + self.GOLD.splitlines()[0] + "\n" + "{\n"
        told = self.herald("eval", given=twice, code=1).stderr.decode()
        self.assertIn("standard input:4: the id \"a\" stands twice", told)
        self.assertIn("standard input:5", told)
        self.complaint("eval", given="\n")
        self.complaint("eval", self.path("absent.jsonl"))


class Audit(Case):
    def test_a_sample_and_its_score(self):
        sheet = self.path("sample.tsv")
        self.herald("audit", "--per-type", "2", "-o", sheet, *SAMPLES)
        with open(sheet) as file:
            rows = file.read().splitlines()
        self.assertTrue(rows[0].startswith("# Code"))
        self.assertIn("**", rows[2])
        self.assertTrue(rows[2].endswith("\t\t\t\t\t\t"), "blind")
        again = self.path("again.tsv")
        self.herald("--threads", "1", "audit", "--per-type", "2", "-o", again, *reversed(SAMPLES))
        with open(again) as file:
            self.assertEqual(file.read().splitlines(), rows, "the same seed, the same sample")
        self.assertIn("no row is filled in", self.complaint("audit", "--score", sheet))
        with open(self.path("sample.key.tsv")) as file:
            key = dict(line.split("\t", 1) for line in file.read().splitlines()[1:])
        filled = rows[:2] + [row[:row.index("\t", row.index("\t") + 1) + 1] + key[row.split("\t")[0]] for row in rows[2:]]
        mine = self.path("mine.tsv", "\n".join(filled) + "\n")
        told = self.herald("audit", "--score", mine, mine, "--key", self.path("sample.key.tsv")).stdout.decode()
        self.assertIn("1.000", told)
        self.assertIn("kappa", told)
        result = json.loads(self.herald("audit", "--score", mine, "--key", self.path("sample.key.tsv"), "--format", "json").stdout)
        self.assertEqual(result["rows"], len(rows) - 2)
        self.assertEqual(result["rows_right"], result["rows"])

    def test_answers_are_shown_when_asked(self):
        sheet = self.path("sample.tsv")
        self.herald("audit", "--answers", "-o", sheet, SAMPLES[0])
        with open(sheet) as file:
            self.assertIn("happened", file.read())
        self.assertTrue(os.path.exists(self.path("sample.key.tsv")))

    def test_wrong_use(self):
        self.complaint("audit", "--from-store", SAMPLES[0], code=2)
        self.complaint("audit", "--score", "a.tsv", "--from-store", code=2)
        self.complaint("audit", "--per-type", "0", code=2)
        self.assertIn("--key", self.complaint("audit", "--score", self.path("lone.tsv", "id\n")))
        self.complaint("audit", "-o", self.path("x.tsv"), given="Nothing happened.")
