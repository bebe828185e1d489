"""The judge on the command line: --judge, --fast, and what a bad file gets."""

import json

from command_case import Case

PAIR = json.dumps({"id": "1", "text": "Peru was criticised by Chile.", "source": [23, 28], "target": [0, 4]})


class Judge(Case):
    def test_rules_alone_answer_as_before_and_name_their_rule(self):
        answer, = self.records("relate", "--fast", "-q", given=PAIR)
        self.assertEqual(answer["type"], "ACCUSE")
        self.assertIn("accuse.txt", answer["rule"])

    def test_with_the_judge_the_answer_is_of_one_of_the_types_and_sure_of_it(self):
        answer, = self.records("relate", "-q", given=PAIR)
        self.assertEqual(answer["type"], "ACCUSE")
        self.assertGreater(answer["confidence"], 0.5)

    def test_both_have_fingerprints_of_their_own(self):
        prints = []
        for options in ([], ["--fast"]):
            report, = self.records("code", "-q", *options, given="France criticised Greece on Monday.")
            prints.append(report["fingerprint"])
        self.assertNotEqual(*prints)

    def test_any_number_of_threads_gives_the_same_bytes(self):
        text = "France criticised Greece. Greece expelled two French diplomats, and Italy praised both governments.\n"
        once = self.herald("code", "-q", "--threads", "1", given=text).stdout
        self.assertEqual(once, self.herald("code", "-q", "--threads", "4", given=text).stdout)

    def test_a_judge_that_is_not_there_or_not_whole_is_told(self):
        self.assertIn("nowhere.herald", self.complaint("code", "--judge", "nowhere.herald", given="x"))
        path = self.path("cut.herald", "HRLDJDG1 and no more")
        self.assertIn("cut.herald", self.complaint("relate", "--judge", path, given=PAIR))
