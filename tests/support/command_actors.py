"""Tests of the command line, continued: the dictionary of actors, on invented countries laid over ours."""
import json
import re

from command_case import Case

COUNTRIES = """#code\tname\tnames\tadjectives\tdemonyms\tcapital\tmetonyms\tkind\tiso2\tcow\tgw\twikidata\tsource
XFR\tFrédonia\tFrédonia|~Duckland\tFredonian\tFredonians\tKlopstokia\tDuck House:GOV\tstate\tXF\t9001\t9002\tQ9\tinvented
"""
BODIES = """#code\tname\tnames\tkind\tplaces\tfrom\tto\tsource
IGOXLN\tLeague of Invented Nations\tLeague of Invented Nations|~LIN\tIGO\t\t\t\tinvented
XFRMIL\tFredonian Navy\tFredonian Navy|~FN\tnavy\tXFR\t2001-01-01\t\tinvented
"""
LEADERS = """#code\toffices\ttitle\tsector\tperson\tsurname\taliases\tfrom\tto\tknown_until\twikidata\tsource
XFR\tpresident|head of state\tPresident\tGOV\tRufus Firefly\tFirefly\tRufus T. Firefly\t2010-01-01\t2014-01-01\t\tQ11\tinvented
XFR\tpresident-elect\tpresident-elect\tELI\tRufus Firefly\tFirefly\t\t2018-11-01\t2019-01-01\t\tQ11\tinvented
XFR\tpresident|head of state\tPresident\tGOV\tRufus Firefly\tFirefly\t\t2019-01-01\t\t2021-06-30\tQ11\tinvented
XFR\tpresident|head of state\tPresident\tGOV\tGloria Teasdale\tTeasdale\t\t2014-01-01\t2019-01-01\t\t\tinvented
IGOXLN\tsecretary-general\tSecretary-General\tGOV\tBob Roland\tRoland\t\t2012-01-01\t2020-01-01\t\t\tinvented
"""
MEMBERS = """#org\tcountry\tstatus\tfrom\tto\tknown_until\tsource
IGOXLN\tXFR\tmember\t2005-01-01\t2018-01-01\t\tinvented
IGOXLN\tUSA\tobserver\t2005-01-01\t\t2030-01-01\tinvented
"""


class Actors(Case):
    def setUp(self):
        super().setUp()
        self.layers = []
        for name, rows in (("countries.tsv", COUNTRIES), ("organisations.tsv", BODIES), ("leaders.tsv", LEADERS),
                           ("memberships.tsv", MEMBERS)):
            self.layers.append(self.path(name, rows))

    def actors(self, *arguments, **options):
        """What `herald actors` prints with the invented dictionary on top."""
        return self.herald("actors", *arguments, *(w for layer in self.layers for w in ("--actors", layer)), **options).stdout.decode()

    def readings(self, *arguments):
        return json.loads(self.actors("show", *arguments, "--format", "json"))["readings"]

    def test_show_person_on_days(self):
        for day, result, standing, place in (
                ("2009-01-01", "XFRELI", "future", 2), ("2010-01-01", "XFRGOV", "in office", 2), ("2014-01-01", "XFRELI", "former", 2),
                ("2018-12-01", "XFRELI", "elect", 3), ("2019-01-01", "XFRGOV", "in office", 4), ("2024-01-01", "XFRGOV", "stale", 4)):
            with self.subTest(day):
                person, = self.readings("rufus t. FIREFLY", "--date", day)
                self.assertEqual((person["name"], person["result"], person["standing"]), ("Rufus Firefly", result, standing))
                decides, = (o["place"] for o in person["offices"] if o["decides"])
                self.assertTrue(decides.endswith(f"leaders.tsv:{place}"), decides)
        person, = self.readings("Firefly", "--date", "2018-12-01")
        self.assertEqual([o["verdict"] for o in person["offices"]], ["ended 2014-01-01", "holds, as elect", "begins 2019-01-01"])
        person, = self.readings("Firefly", "--date", "2024-01-01")
        self.assertEqual(person["offices"][2]["verdict"], "known only until 2021-06-30: stale")
        self.assertEqual(person["facts"]["Wikidata"], "Q11")
        self.assertIn("XFRGOV: president since 2019-01-01, known only until 2021-06-30", self.actors("show", "Rufus Firefly"))
        self.assertIn("XFRGOV: president since 2014-01-01, until 2019-01-01", self.actors("show", "Gloria Teasdale"))

    def test_show_person_after_a_title(self):
        for name in ("President Firefly", "Fredonian president Rufus Firefly", "president rufus t. firefly"):
            with self.subTest(name):
                person, = self.readings(name, "--date", "2012-01-01")
                self.assertEqual((person["name"], person["result"]), ("Rufus Firefly", "XFRGOV"))
        self.assertIn("nothing is known", self.complaint("actors", "show", "purple Trump"))

    def test_show_office(self):
        for words in (("Fredonia president",), ("president of Fredonia",), ("Fredonia's", "president"), ("XFR president",),
                      ("Fredonian President",)):
            with self.subTest(words):
                office, = self.readings(*words, "--date", "2015-05-05")
                self.assertEqual((office["kind"], office["result"], office["standing"]), ("office", "XFRGOV", "held"))
                self.assertIn("Gloria Teasdale", office["decision"])
        for day, why in (("2022-01-01", "Rufus Firefly is known only until 2021-06-30"), ("2000-01-01", "begins 2010-01-01")):
            office, = self.readings("Fredonian president", "--date", day)
            self.assertEqual((office["result"], office["standing"]), (None, "unknown"))
            self.assertIn(why, office["decision"])
        self.assertIn("Bob Roland", self.actors("show", "secretary-general of IGOXLN", "--date", "2015-01-01"))
        role, = self.readings("Fredonian troops")
        self.assertEqual((role["kind"], role["code"]), ("role", "XFRMIL"))

    def test_show_country_body_role_and_place(self):
        for name in ("FRÉDONIA", "fredonia", "Fredonian", "klopstokia", "Duck House", "XFR"):
            with self.subTest(name):
                country, = self.readings(name)
                self.assertEqual((country["kind"], country["code"], country["facts"]["ISO alpha-2"], country["facts"]["COW"],
                                  country["facts"]["Gleditsch-Ward"]), ("country", "XFR", "XF", "9001", "9002"))
        self.assertEqual(self.readings("Duck House")[0]["named_by"][0]["code"], "XFRGOV")
        self.assertIn("another name of Frédonia", self.actors("show", "Duckland"))
        body, = self.readings("igoxln", "--date", "2019-01-01")
        self.assertEqual([(m["country"], m["holds"]) for m in body["memberships"]], [("USA", True), ("XFR", False)])
        self.assertEqual([o["person"] for o in body["offices"]], ["Bob Roland"])
        self.assertIn("its long name in the article, or a name of Frédonia", self.actors("show", "FN"))
        self.assertIn("does not hold", self.actors("show", "Fredonian Navy", "--date", "1999-01-01"))
        self.assertIn("Fredonian Navy", self.actors("show", "XFRMIL"))
        self.assertIn("MIL, armed forces", self.actors("show", "troops"))
        self.assertIn("no actor", self.actors("show", "gulf of mexico"))

    def test_show_says_how_text_decides(self):
        text = self.actors("show", "bush")
        self.assertIn("Among namesakes", text)
        self.assertIn("Capitals count", text)
        self.assertNotIn("project dictionary", text)
        # The reading of a project dictionary comes first, in text and here; an older one counts beside ours.
        bush = self.path("bush.actors.txt", "BUSH_ [USABUS]\n")
        text = self.actors("show", "Bush", "--actors", bush)
        self.assertIn("those of a project dictionary, then", text)
        self.assertIn("BUSH  (body, USABUS)", text.splitlines()[2])

    def test_show_nothing(self):
        self.assertIn("near it: Rufus Firefly", self.complaint("actors", "show", "Rufus Fierfly",
                      *(w for layer in self.layers for w in ("--actors", layer))))
        self.assertIn("nothing is known", self.complaint("actors", "show", "zzqxv"))
        for arguments in (["show"], ["show", " "], ["show", "USA", "--date", "soon"], ["show", "USA", "--format", "xml"], ["at"],
                          ["at", "yesterday"], [], ["frobnicate"]):
            with self.subTest(arguments):
                self.assertIn("herald actors", self.complaint("actors", *arguments, code=2))

    def test_at(self):
        table = self.actors("at", "2015-05-05")
        self.assertRegex(table, r"XFR +Frédonia +Gloria Teasdale +2014-01-01")
        self.assertGreater(len(table.splitlines()), 190)
        self.assertRegex(self.actors("at", "2022-01-01"), r"XFR +Frédonia +not known after 2021-06-30, last Rufus Firefly")
        self.assertNotIn("no head of state", table)
        self.assertIn("no head of state or government is known", self.actors("at", "1850-01-01"))
        self.assertEqual(table, self.actors("at", "2015-05-05", "--threads", "1"))
        for of in ("XFR", "xfr", "Fredonia", "XFRGOV"):
            self.assertIn("Gloria Teasdale", self.actors("at", "2015-05-05", of))
        day = json.loads(self.actors("at", "2022-01-01", "XFR", "--format", "json"))
        self.assertEqual((day["held"], [o["person"] for o in day["not_known"]]), ([], ["Rufus Firefly"]))
        body = self.actors("at", "2015-05-05", "League of Invented Nations")
        self.assertIn("Bob Roland", body)
        self.assertTrue(re.search(r"member +Frédonia", body))
        self.assertIn("League of Invented Nations", self.actors("at", "2015-05-05", "XFR"))
        self.assertIn("country or body", self.complaint("actors", "at", "2015-05-05", "Atlantis-on-Sea"))
        self.assertIn("no country or body", self.complaint("actors", "at", "2015-05-05", "Joe Biden"))
        self.assertIn("in the calendar", self.complaint("actors", "at", "2015-02-30", code=2))
        self.assertIn("European Union (IGOEUR)", self.actors("at", "2015-05-05", "EU"))
        states = json.loads(self.actors("at", "2015-05-05", "--format", "json"))["states"]
        self.assertIn("XFR", [s["code"] for s in states])

    def test_search(self):
        lines = self.actors("search", "fredon").splitlines()
        self.assertRegex(lines[0], r"^Frédonia  +XFR +country +/.*countries.tsv:2$")
        self.assertIn("Fredonian Navy", "\n".join(lines))
        self.assertRegex(self.actors("search", "Fierfly"), r"Firefly +XFR +surname")
        self.assertRegex(self.actors("search", "DUCKLAND"), r"^~Duckland +XFR +country")
        navy, = self.actors("search", "fredonian", "--kind", "body").splitlines()
        self.assertIn("XFRMIL", navy)
        done = self.herald("actors", "search", "united", "--limit", "3")
        self.assertEqual(len(done.stdout.splitlines()), 3)
        self.assertIn(b"--limit", done.stderr)
        self.assertIn("no name", self.complaint("actors", "search", "zzqxvzzqxv"))
        for arguments in (["search"], ["search", " "], ["search", "x", "--kind", "ship"], ["search", "x", "--limit", "0"]):
            with self.subTest(arguments):
                self.assertIn("herald actors search", self.complaint("actors", *arguments, code=2))

    def test_check(self):
        counts = dict(line.split()[:2] for line in self.actors("check", "--summary").splitlines())
        self.assertEqual((counts["overlap"], counts["gap"]), ("0", "1"))
        # The same files as arguments; the gap is the head of government, whom nobody lists.
        lines = self.herald("actors", "check", *self.layers, "--format", "tsv").stdout.decode().splitlines()
        self.assertEqual(lines, self.actors("check", "--format", "tsv").splitlines())
        self.assertTrue(all(len(line.split("\t")) == 3 for line in lines))
        gap, = (line for line in lines if line.startswith("gap"))
        self.assertIn("XFR head of government", gap)
        self.assertIn("stale", self.actors("check", "--date", "2024-01-01"))
        self.assertNotIn("\nstale", self.actors("check", "--date", "2022-01-01"))
        twice = self.path("twice.tsv", LEADERS.splitlines()[0] + "\n"
                          "XFR\tpresident\tPresident\tGOV\tNed Nobody\tNobody\t\t2013-01-01\t2014-01-01\t\t\tinvented\n")
        self.assertIn("Rufus Firefly 2010-01-01 to 2014-01-01 and Ned Nobody", self.actors("check", twice))

    def test_check_errors(self):
        broken = self.path("broken.tsv", LEADERS + "XQQ\tpresident\tPresident\tGOV\tNed\tNed\t\t2013-01-01\t2014-01-01\t\t\tx\n")
        self.assertIn("broken.tsv:7: unknown country", self.complaint("actors", "check", *self.layers[:2], broken))
        self.assertIn("absent.tsv", self.complaint("actors", "check", self.path("absent.tsv")))
        self.assertIn("herald actors check", self.complaint("actors", "check", "--format", "json", code=2))
        self.assertEqual(self.herald("actors", "check").stdout, self.herald("actors", "check", "--threads", "1").stdout)
