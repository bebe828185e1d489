"""Tests of the command line, continued: verb dictionaries of older coders, with words of our own."""
from command_case import Case

VERBS = """&WEAPON
+CATAPULT
--- WILL [030] ---
WILL
--- ASSIST [070] ---
ASSIST
- * (WITH &WEAPON) [072]
--- REFUSE [120] ---
REFUSE
--- ASK [020] ---
ASK
--- VISIT [042:043] ---
VISIT
"""


class Verbs(Case):
    def coded(self, text, *options, verbs=VERBS):
        """(source, cameo, type, target, line of the rule) of every report."""
        path = self.path("my.verbs.txt", verbs)
        return [(r["source"]["code"], r["action"]["cameo"], r["action"]["type"], r["target"]["code"],
                 r["action"]["rule"].replace("my.verbs.txt:", ""))
                for r in self.records("code", "--verbs", path, "--date", "2024-11-26", "-q", *options, given=text)]

    def test_the_dictionary_codes(self):
        for text, reports in (
                ("France assisted Greece on Monday.", [("FRA", "070", "AID", "GRC", "5")]),
                ("France assisted Greece with catapults on Monday.", [("FRA", "072", "AID", "GRC", "7")]),
                ("Greece was assisted by France.", [("FRA", "070", "AID", "GRC", "5")]),
                ("France will assist Greece.", [("FRA", "033", "AGREE", "GRC", "4 > 5")]),
                ("France refused to assist Greece.", [("FRA", "122", "REJECT", "GRC", "8 > 5")]),
                ("France visited Greece.", [("FRA", "042", "CONSULT", "GRC", "12"), ("GRC", "043", "CONSULT", "FRA", "12")]),
                ("France asked Greece for wine.", [("FRA", "020", "NONE", "GRC", "10")]),
                ("France bombed Greece.", [])):  # our own codebook is not asked
            with self.subTest(text):
                self.assertEqual(self.coded(text), reports)

    def test_every_command_takes_it(self):
        path = self.path("my.verbs.txt", VERBS)
        text = "France visited Greece."
        annotated, = self.records("annotate", "--verbs", path, "-q", given=text)
        self.assertEqual([r["action"]["cameo"] for r in annotated["reports"]], ["042", "043"])
        self.assertIn("my.verbs.txt:13", self.herald("explain", text, "--verbs", path, "-q").stdout.decode())
        store = self.path("news.db")
        self.herald("run", "--verbs", path, "--store", store, "-q", self.path("text.txt", text))
        self.assertIn(b'"cameo":"043"', self.stored(store))
        configured = self.path("herald.toml", f'verbs = "{path}"\n')
        self.assertEqual(len(self.records("code", "--config", configured, "-q", given=text)), 2)
        self.assertIn("not used for coding", " ".join(self.herald("--help").stdout.decode().split()))

    def test_fingerprint_says_which_dictionary(self):
        path = self.path("my.verbs.txt", VERBS)
        ours, = {r["fingerprint"] for r in self.records("code", "-q", given="France visited Greece.")}
        theirs, = {r["fingerprint"] for r in self.records("code", "--verbs", path, "-q", given="France visited Greece.")}
        self.assertNotEqual(ours, theirs)

    def test_what_is_wrong_is_told(self):
        path = self.path("my.verbs.txt", VERBS + "- * CASTLE [13y]\n")
        self.assertIn("my.verbs.txt:14: '13y' is no code of CAMEO", self.complaint("code", "--verbs", path, given="x"))
        self.assertIn("nowhere.txt", self.complaint("code", "--verbs", "nowhere.txt", given="x"))
        path = self.path("my.verbs.txt", VERBS + "- * CASTLE\n- * (IN CASTLE [010]\n- * TOWER\n")
        told = self.herald("code", "--verbs", path, given="France visited Greece.").stderr.decode()
        self.assertIn("my.verbs.txt: 5 blocks, 5 verbs, 1 pattern; they stand in for the codebook", told)
        self.assertIn("note: a pattern without a code is left out, 2 times (line 14, 16)", told)
        self.assertIn("note: a pattern with a bracket that is not closed is left out, 1 time (line 15)", told)
