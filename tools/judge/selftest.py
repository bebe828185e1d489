#!/usr/bin/env python3
"""Tests of what needs no training: pieces, marks, windows, rows, the int8 arithmetic, the file. usage: selftest.py"""

import os
import tempfile
import unittest

import torch

import inputs
import judge_file
import net
import rows as reading
import scoring
import train
import wordpiece

VOCABULARY = "[PAD] [UNK] [CLS] [SEP] @ # . ' s the kenya ##n president met chad someone cafe 中 a ##b".split()


def pieces():
    return wordpiece.WordPiece(VOCABULARY)


def spelled(sentence, placeholder=None):
    ids, roles = inputs.encode(sentence, pieces(), placeholder)
    return " ".join(f"{VOCABULARY[i]}{'/' + 'ST'[r - 1] if r else ''}" for i, r in zip(ids, roles))


class Pieces(unittest.TestCase):
    def test_words(self):
        for text, expected in (
            ("The KENYAN president.", "the kenya ##n president ."),
            ("Kenya's", "kenya ' s"),
            ("Café cafe\u0301 ca\u200bfe", "cafe cafe cafe"),
            ("chad中\u2028the", "chad 中 the"),
            ("abb Zanzibar " + "a" * 101, "a ##b ##b [UNK] [UNK]"),
            ("", ""),
        ):
            self.assertEqual(" ".join(VOCABULARY[i] for i in pieces()(text)), expected, text)


class Marks(unittest.TestCase):
    def test_marks(self):
        marked = inputs.from_marked("[S]The Kenyan president[/S] met [T]Chad[/T].")
        self.assertEqual(spelled(marked), "[CLS] @/S the/S kenya/S ##n/S president/S @/S met #/T chad/T #/T . [SEP]")
        self.assertEqual(spelled(marked, "someone"), "[CLS] @/S someone/S @/S met #/T someone/T #/T . [SEP]")

    def test_a_span_inside_another_leaves_each_a_part(self):
        marked = inputs.from_marked("[S]the [T]Kenyan[/T] president[/S] met")
        self.assertEqual(spelled(marked), "[CLS] @/S the/S @/S #/T kenya/T ##n/T #/T @/S president/S @/S met [SEP]")

    def test_no_span_and_several(self):
        self.assertEqual(spelled(inputs.Sentence("met", [], [(0, 0)])), "[CLS] met [SEP]")
        twice = inputs.Sentence("Chad met Kenya", [(0, 5), (8, 14)], [])
        self.assertEqual(spelled(twice), "[CLS] @/S chad/S @/S met @/S kenya/S @/S [SEP]")

    def test_a_mark_out_of_place(self):
        for text in ("[S]Chad", "Chad[/S]", "[S]a[S]b[/S][/S]"):
            with self.assertRaises(ValueError):
                inputs.from_marked(text)

    def test_window(self):
        def kept(length, *marked):
            roles = [0] * length
            for start, end in marked:
                roles[start:end] = [1] * (end - start)
            return list(inputs.window(roles))

        self.assertEqual(kept(126), list(range(126)))
        self.assertEqual(kept(200), list(range(126)))
        self.assertEqual(kept(130, (0, 3)), list(range(126)))
        self.assertEqual(kept(130, (127, 130)), list(range(4, 130)))
        self.assertEqual(kept(200, (80, 82), (90, 95)), list(range(24, 150)))
        self.assertEqual(kept(200, (10, 12), (150, 152)), [*range(10, 73), *range(89, 152)])


class Rows(unittest.TestCase):
    def row(self, **labels):
        return reading.Row("a-001", inputs.Sentence("x", [], []), labels)

    def test_a_root_alone_allows_its_types(self):
        sets = train.type_sets_of([self.row(root2018="YIELD"), self.row(root2018="YIELD", type="CONCEDE")])
        allowed = [name for name, is_in in zip(reading.TYPES, sets[0]) if is_in]
        self.assertEqual(allowed, ["CONCEDE", "RETREAT"])
        self.assertEqual(sets[1].sum(), 0)

    def test_soft_labels(self):
        line = '{"text": "x", "soft": {"type": {"AID": 3, "AGREE": 1}}}'
        row = reading.from_json(line, 1, "soft.jsonl")
        self.assertEqual(row.soft["type"][reading.TYPES.index("AID")], 0.75)
        settings = train.arguments().parse_args(["--gold", "x", "--soft-weight", "0.5"])
        shares, weights = train.targets_of([row], settings)["type"]
        self.assertEqual((shares.sum().item(), weights.tolist()), (1.0, [0.5]))

    def test_folds_keep_blocks_whole(self):
        found = [reading.Row(f"a-{i:03}", None, {}) for i in range(200)]
        deal = reading.fold_of(found, 5, 20)
        self.assertTrue(all(len(set(deal[i : i + 20])) == 1 for i in range(0, 200, 20)))


class Figures(unittest.TestCase):
    def test_figures(self):
        gold, answers = ["AID", "AID", "ACCUSE"], ["AID", "ACCUSE", "ACCUSE"]
        self.assertAlmostEqual(scoring.macro_f1(gold, answers, ["AID", "ACCUSE"]), 2 / 3)
        logits = torch.tensor([[4.0, 0.0], [4.0, 0.0], [0.0, 4.0], [4.0, 0.0]])
        self.assertGreater(scoring.best_temperature(logits, torch.tensor([0, 0, 1, 1])), 2)


class File(unittest.TestCase):
    def test_quantised_product_is_exact(self):
        matrix = torch.randn(24, 16)
        values, scale = net.quantise_rows(matrix)
        self.assertLessEqual((values * scale[:, None] - matrix).abs().max(), scale.max() / 2 + 1e-6)
        tokens, _ = net.quantise_rows(torch.randn(5, 16))
        exact = tokens.long() @ values.long().T
        self.assertTrue(torch.equal(net.exact_product(tokens, values.to(torch.int8)).long(), exact))
        self.assertEqual(net.quantise_rows(torch.zeros(1, 3))[1].item(), 1)

    def test_written_and_read(self):
        torch.manual_seed(0)
        judge = net.Judge(reading.CLASSES, torch.randn(len(VOCABULARY), net.WIDTH), 0)
        encoded = [inputs.encode(inputs.from_marked("[S]Chad[/S] met [T]Kenya[/T]"), pieces())]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "judge.herald")
            judge_file.write(path, judge, VOCABULARY, "none", "someone", {}, {})
            again, header, vocabulary = judge_file.read(path)
            self.assertEqual((vocabulary, header["classes"]), (VOCABULARY, reading.CLASSES))
            self.assertTrue(all(entry["offset"] % 64 == 0 for entry in header["tensors"].values()))
            answers, expected = net.logits_of(again, encoded, 0), net.logits_of(judge.quantise(), encoded, 0)
            for head in reading.CLASSES:
                self.assertTrue(torch.equal(answers[head], expected[head]))
            with open(path, "r+b") as file:
                file.seek(-100, os.SEEK_END)
                file.write(b"\x55")
            with self.assertRaises(ValueError):
                judge_file.read(path)


if __name__ == "__main__":
    unittest.main()
