"""The program as a newcomer and a script meet it: every sub-command, its exit codes, its messages, its records.

    python3 tests/command_line_test.py HERALD DATA SOURCE_DIR [unittest options]

Python standard library only. Each test has a folder of its own; nothing outside it is written. SHOW_TIMES=1 tells how
long each took.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
sys.dont_write_bytecode = True
from command_case import DATA, HERALD, REPORT_KEYS, SAMPLES, SENTENCE, Case  # noqa: E402
from command_actors import Actors  # noqa: E402,F401
from command_judge import Judge  # noqa: E402,F401
from command_verbs import Verbs  # noqa: E402,F401
from command_gold import Audit, Eval, Relate  # noqa: E402,F401
from command_sources import Feeds, Network, Stores  # noqa: E402,F401

COMMANDS = ["run", "read", "parse", "annotate", "code", "relate", "explain", "series", "export", "eval", "audit", "actors", "actors show",
            "actors search", "actors at", "actors check", "actors compile", "models", "models import", "models check", "models show", "config"]

ARTICLE_KEYS = {"id", "url", "publisher", "feed", "language", "title", "text", "published", "updated", "dateline",
                "agency", "byline", "notices"}
ACTOR_KEYS = {"code", "country", "role", "name", "span", "stale"}
ACTION_KEYS = {"type", "mode", "context", "cameo", "span", "rule"}
DATE_KEYS = {"from", "to", "precision", "basis", "text"}
PLACE_KEYS = {"name", "geonameid", "lat", "lon", "country", "precision"}
SPEAKER_KEYS = {"kind", "name", "actor", "count", "direct", "cue", "span", "text"}
ANNOTATED_KEYS = {"article", "text", "sentences", "entities", "actors", "times", "places", "attributions", "reports"}
TYPES = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
            "MOBILIZE COERCE ASSAULT".split())
MODALITIES = set("happened ongoing planned threatened hypothetical denied negated counterfactual".split())


class Usage(Case):
    def test_help_teaches(self):
        top = self.herald("--help").stdout.decode()
        self.assertIn("First steps", top)
        for command in COMMANDS:
            self.assertIn(command.split()[0], top)
            text = self.herald(*command.split(), "--help").stdout.decode()
            self.assertIn("Usage: herald " + command, text)
            self.assertGreater(len(text.splitlines()), 4, command)
        for command in ("run", "read", "parse", "annotate", "code", "relate", "explain", "series", "export", "eval", "audit"):
            self.assertIn("Examples:\n  ", self.herald(command, "--help").stdout.decode(), command)

    def test_version(self):
        self.assertRegex(self.herald("--version").stdout.decode(), r"^herald \d+\.\d+")

    def test_alone_it_says_what_it_can_do(self):
        self.assertIn("First steps", self.complaint(code=2))

    def test_unknown_option(self):
        for command in COMMANDS:
            text = self.complaint(*command.split(), "--frobnicate", code=2)
            self.assertIn("herald " + command, text)
            self.assertIn("--help", text)
        self.complaint("--frobnicate", code=2)

    def test_unknown_command_names_the_nearest(self):
        self.assertIn('did you mean "export"', self.complaint("exprot", code=2))
        self.complaint("models", "imprt", code=2)

    def test_help_as_a_word(self):
        self.assertEqual(self.herald("help").stdout, self.herald("--help").stdout)
        self.assertEqual(self.herald("help", "code").stdout, self.herald("code", "--help").stdout)

    def test_what_is_no_file_gets_a_hint(self):
        for arguments, words in ((["code", "Turkey met Greece."], "explain"), (["read", "https://desk.example/rss.xml"], "herald run"),
                                 (["run", "desk.example/rss.xml"], "https://"), (["run", "ftp://desk.example/rss.xml"], "only http")):
            if arguments[0] == "run":
                arguments = [*arguments, "--store", self.path("hint.db")]
            self.assertIn(words, self.complaint(*arguments))

    def test_missing_and_wrong_arguments(self):
        for arguments in (["run"], ["explain"], ["explain", ""], ["explain", "  "], ["series", "USA"], ["series", "Turkey", "USA"],
                          ["models"], ["models", "import"], ["parse", "--format", "xml"], ["code", "--format", "conllu"],
                          ["export", "stories"], ["series", "USA", "PRK", "--step", "week"], ["--threads", "-1", "config"],
                          ["--threads", "many", "config"], ["--threads", "99999", "config"], ["run", "--show", "-1", SAMPLES[0]]):
            with self.subTest(arguments):
                self.assertTrue(self.complaint(*arguments, code=2).strip())

    def test_bad_kind_and_bad_date(self):
        for command in ("read", "parse", "annotate", "code", "run"):
            for option, value in (("--input", "xml"), ("--date", "2024-02-30"), ("--date", "26.11.2024"), ("--date", "today")):
                with self.subTest((command, value)):
                    self.assertIn(option, self.complaint(command, option, value, "-", given="x", code=2))
        self.assertIn("--date", self.complaint("explain", "--date", "soon", "x", code=2))

    def test_closed_pipe_ends_quietly(self):
        store = self.path("pipe.db")
        self.herald("run", "--store", store, SAMPLES[0])
        # --quiet: on a busy machine some of these take long enough to tell how far they are.
        for arguments in (["run", "-q", "--store", store, *SAMPLES], ["read", *SAMPLES], ["parse", SAMPLES[0]],
                          ["annotate", "-q", SAMPLES[0]], ["code", "-q", *SAMPLES], ["explain", SENTENCE], ["series", "USA", "PRK", "--store", store],
                          ["export", "--store", store], ["export", "events", "--format", "tsv", "--store", store],
                          ["models", "show"], ["models", "check"], ["actors", "at", "2024-11-26"], ["config"], ["--help"], ["code", "--help"], ["--version"]):
            with self.subTest(arguments):
                reader, writer = os.pipe()
                os.close(reader)
                done = subprocess.run([HERALD, *arguments], stdin=subprocess.DEVNULL, stdout=writer, stderr=subprocess.PIPE,
                                      env=self.environment(), timeout=60)
                os.close(writer)
                self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_head_gets_its_lines(self):
        done = subprocess.run(["sh", "-c", '"$0" annotate "$@" | head -n 1', HERALD, *SAMPLES], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=self.environment(), timeout=60)
        self.assertEqual(done.stderr, b"")
        json.loads(done.stdout)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_full_output_is_told(self):
        for arguments in (["read", SAMPLES[0]], ["code", SAMPLES[0]], ["config"], ["explain", SENTENCE]):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                done = subprocess.run([HERALD, *arguments], stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE,
                                      env=self.environment(), timeout=60)
                self.assertEqual(done.returncode, 1)
                self.assertIn(b"standard output", done.stderr)


class Filters(Case):
    def test_read_every_sample(self):
        for sample in SAMPLES:
            with self.subTest(sample):
                articles = self.records("read", sample)
                self.assertGreater(len(articles), 5)
                for article in articles:
                    self.assertLessEqual(ARTICLE_KEYS, set(article))
                    self.assertTrue(article["text"] or article["title"])
                    self.assertEqual(article["language"], "en")
                self.assertEqual(len({article["id"] for article in articles}), len(articles))

    def test_what_read_prints_is_read_again(self):
        first = self.herald("read", SAMPLES[1]).stdout
        self.assertEqual(self.herald("read", "--input", "jsonl", given=first).stdout, first)

    def test_read_takes_text_date_and_standard_input(self):
        article, = self.records("read", "--date", "2024-11-26", given=SENTENCE)
        self.assertTrue(article["published"].startswith("2024-11-26"))
        self.assertEqual(article["text"], SENTENCE)
        again, = self.records("read", "--date", "2024-11-26", "-", given=SENTENCE)
        self.assertEqual(article, again)

    def test_undated_stays_null(self):
        article, = self.records("read", given=SENTENCE)
        self.assertIsNone(article["published"])
        for report in self.records("code", given="Turkey invaded Greece on Monday."):
            self.assertTrue(report["date"] is None or report["date"]["from"] is None, report["date"])

    def test_parse_conllu(self):
        text = "The Sylvanian envoy didn't leave Paris.\nShe met Freedonia's king in 2019."
        out = self.herald("parse", given=text).stdout.decode()
        sentences = [block.split("\n") for block in out.strip().split("\n\n")]
        self.assertGreaterEqual(len(sentences), 2)
        for lines in sentences:
            words = [line.split("\t") for line in lines if not line.startswith("#")]
            self.assertTrue(any(line.startswith("# text = ") for line in lines))
            self.assertTrue(all(len(word) == 10 for word in words))
            self.assertEqual([word[0] for word in words], [str(i + 1) for i in range(len(words))])
            self.assertEqual(sum(word[6] == "0" for word in words), 1, "one root a sentence")
            spelt = "".join(word[1] + ("" if "SpaceAfter=No" in word[9] else " ") for word in words).strip()
            self.assertEqual("# text = " + spelt, next(line for line in lines if line.startswith("# text = ")).strip())

    def check_parse(self, record, text):
        data = text.encode()
        self.assertEqual(record["text"], text)
        n = len(record["tokens"])
        for key in ("space", "tag", "pos", "lemma", "head", "dep", "sent_start"):
            self.assertEqual(len(record[key]), n, key)
        spelt = b"".join(data[b:e] + (b" " if space else b"") for (b, e), space in zip(record["tokens"], record["space"]))
        self.assertEqual(spelt, data, "tokens and spaces give the text back")
        self.assertTrue(all(0 <= head < n for head in record["head"]))
        for first, end, label in record["ents"]:
            self.assertTrue(0 <= first < end <= n and label)

    def test_parse_jsonl_raw(self):
        texts = {"one": "Zürich’s mayor  met the king.\n\nThen — nothing.", "two": "x", "three": " a\tb \u00a0c "}
        lines = "".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in texts.items())
        records = self.records("parse", "--format", "jsonl", "--raw", "--input", "jsonl", given=lines)
        self.assertEqual([record["id"] for record in records], list(texts))
        for record in records:
            self.check_parse(record, texts[record["id"]])

    def test_parse_jsonl_cut(self):
        text = "PARIS, Nov 3 (Agency) - The envoy left.\n\nThe king stayed."
        record, = self.records("parse", "--format", "jsonl", given=text)
        self.assertEqual(record["text"], text)
        self.assertTrue(record["tokens"])

    def test_raw_limit(self):
        self.assertIn("1,000,000", self.complaint("parse", "--raw", given="ab " * 340000))

    def span(self, text, span):
        data = text.encode()
        self.assertEqual(len(span), 2)
        self.assertTrue(0 <= span[0] < span[1] <= len(data), span)
        return data[span[0]:span[1]].decode()  # cuts no character in two

    def check_report(self, report, article):
        self.assertLessEqual(REPORT_KEYS, set(report))
        where = lambda holder: article["title"] if holder.get("in", report.get("in")) == "title" else article["text"]
        self.assertEqual(report["article"], article["id"])
        self.assertEqual(self.span(where({}), report["span"]), report["text"])
        self.assertLessEqual(ACTION_KEYS, set(report["action"]))
        self.assertIn(report["action"]["type"], TYPES)
        self.assertRegex(report["action"]["cameo"], r"^\d{2,4}$")
        self.assertIn(self.span(where(report["action"]), report["action"]["span"]), where(report["action"]))
        self.assertIn(report["modality"], MODALITIES)
        self.assertTrue(0 <= report["confidence"] <= 1)
        for actor in (report["source"], report["target"]):
            if actor is not None:
                self.assertLessEqual(ACTOR_KEYS, set(actor))
                if actor["span"]:
                    self.span(where(actor), actor["span"])
        if report["date"] is not None:
            self.assertLessEqual(DATE_KEYS, set(report["date"]))
        if report["place"] is not None:
            self.assertLessEqual(PLACE_KEYS, set(report["place"]))
        for speaker in report["attribution"]:
            self.assertLessEqual(SPEAKER_KEYS, set(speaker))
            for span in speaker["cue"] + speaker["span"]:
                self.span(where(speaker), span)

    def test_code_records(self):
        for sample in (SAMPLES[0], SAMPLES[2]):
            articles = {article["id"]: article for article in self.records("read", sample)}
            reports = self.records("code", sample)
            self.assertGreater(len(reports), 10)
            for report in reports:
                self.check_report(report, articles[report["article"]])
            self.assertEqual(len({report["report"] for report in reports}), len(reports))

    def test_annotate_records(self):
        given = {"id": "my-1", "title": "Zürich talks", "published": "2024-11-26",
                 "text": "ANKARA (Agency) — Turkey’s president met the “Greek” leader in Zürich on Monday, officials said.\n\n"
                         "  Two soldiers were killed.\r\nFrance condemned the attack. "}
        plain = {"id": "my-2", "text": SENTENCE}
        records = self.records("annotate", given="".join(json.dumps(r, ensure_ascii=False) + "\n" for r in (given, plain)))
        self.assertEqual([record["article"] for record in records], ["my-1", "my-2"])
        for record, article in zip(records, (given, plain)):
            self.assertLessEqual(ANNOTATED_KEYS, set(record))
            self.assertEqual(record["text"], article["text"], "the text comes back as it was")
            text = lambda layer: article["title"] if layer.get("in") == "title" else article["text"]
            for span in record["sentences"]:
                self.span(article["text"], span)
            for layer, keys in (("entities", {"label"}), ("actors", {"code", "country", "role", "name", "chain"}),
                                ("times", {"type", "value", "mod", "from", "to"}), ("places", PLACE_KEYS | {"reading"})):
                for entry in record[layer]:
                    self.assertLessEqual(keys | {"span"}, set(entry), layer)
                    self.assertTrue(self.span(text(entry), entry["span"]).strip(), layer)
            for entry in record["attributions"]:
                self.assertLessEqual({"cue", "source", "content", "kind", "count", "direct", "actor", "parent"}, set(entry))
                for span in entry["cue"] + entry["source"] + entry["content"]:
                    self.span(text(entry), span)
            for report in record["reports"]:
                self.check_report(report, article)
        self.assertIn("Turkey", [self.span(SENTENCE, actor["span"]) for actor in records[1]["actors"]])
        self.assertIn("Greece", [self.span(SENTENCE, place["span"]) for place in records[1]["places"]])

    def test_code_line_format(self):
        out = self.herald("code", "--format", "line", given="Turkey met Greece.").stdout.decode()
        self.assertRegex(out, r"(?m)^TUR .*CONSULT.* GRC.*\tTurkey met Greece\.$")

    def test_explain(self):
        out = self.herald("explain", "--date", "2024-11-26", SENTENCE).stdout.decode()
        self.assertIn(SENTENCE, out)
        for stage in ("parse", "actor", "TUR"):
            self.assertIn(stage, out)
        self.assertEqual(out, self.herald("explain", "--date", "2024-11-26", *SENTENCE.split()).stdout.decode())

    def test_threads_change_nothing(self):
        for arguments in (["parse"], ["parse", "--format", "jsonl"], ["annotate"], ["code"]):
            with self.subTest(arguments):
                one = self.herald(*arguments, "--threads", 1, *SAMPLES[1:3]).stdout
                two = self.herald(*arguments, "--threads", 2, *SAMPLES[1:3]).stdout
                self.assertTrue(one)
                self.assertTrue(one == two, "the same bytes on one thread and on two")

    def test_bad_lines_are_named_and_skipped(self):
        lines = (b'{"id":"a","text":"Turkey met Greece."}\n{broken\n\n{"id":"b","text":"France sued Spain."}\n{"text":5}\n{"id":"c"}\n'
                 b'[1]\n{"id":"d","text":"Last line without an end."}')
        path = self.path("mixed.jsonl", lines)
        for command in ("read", "annotate", "parse", "code"):
            with self.subTest(command):
                done = self.herald(command, path, code=1)
                told = done.stderr.decode()
                for line in (2, 5, 6, 7):
                    self.assertIn(f"mixed.jsonl:{line}: ", told)
                for line in (1, 3, 4, 8):
                    self.assertNotIn(f"mixed.jsonl:{line}: ", told)
        self.assertEqual([r["id"] for r in self.records("read", path, code=1)], ["a", "b", "d"])

    def test_one_bad_file_among_good_ones(self):
        done = self.herald("read", self.path("absent.txt"), SAMPLES[0], self.folder, code=1)
        self.assertIn(b"absent.txt", done.stderr)
        self.assertIn(b"is a folder", done.stderr)
        self.assertGreater(len(done.stdout.splitlines()), 5)

    def test_hostile_bytes(self):
        binary = bytes((i * 7919 + i // 251 * 31) % 256 for i in range(8000))
        for name, content in (("latin", b"Caf\xe9 met \xff\xfe Bar."), ("binary", binary), ("word", b"x" * 100000),
                              ("words", b"met " * 6000), ("nul", b"Turkey\0met\0Greece."), ("marks", b"((((\"" * 4000),
                              ("bom", b"\xef\xbb\xbfTurkey met Greece."), ("lines", b"\r\n\r\n a \r\n" * 500)):
            path = self.path(name + ".txt", content)
            for arguments in (["read"], ["parse"], ["parse", "--raw"], ["annotate"], ["code"]):
                with self.subTest((name, arguments)):
                    self.herald(*arguments, "--input", "text", path).stdout.decode()  # valid UTF-8, whatever came in
        told = self.herald("read", self.path("latin.txt"), "--input", "text").stderr.decode()
        self.assertIn("invalid UTF-8", told)
        self.assertEqual(self.herald("--quiet", "read", self.path("latin.txt"), "--input", "text").stderr, b"")

    def test_nothing_and_only_spaces(self):
        for content in ("", " ", "\n\n\t \n", "\u00a0"):
            for command in ("read", "parse", "annotate", "code"):
                with self.subTest((content, command)):
                    done = subprocess.run([HERALD, command], input=content.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                          env=self.environment(), timeout=60)
                    self.assertIn(done.returncode, (0, 1))
                    self.assertEqual(bool(done.stderr), done.returncode == 1, "what failed is said, what did not is not")

    def test_other_languages_are_kept_and_not_coded(self):
        french = ("Le président a rencontré la chancelière lundi à Berlin, selon un communiqué publié dans la soirée. "
                  "Les deux dirigeants ont évoqué la situation économique du continent.")
        done = self.herald("code", given=french)
        self.assertEqual(done.stdout, b"")
        self.assertIn(b"not in English", done.stderr)
        record, = self.records("annotate", given=french)
        self.assertEqual((record["text"], record["reports"]), (french, []))

    def test_packed_input(self):
        import gzip
        path = self.path("packed.jsonl.gz", gzip.compress(json.dumps({"id": "p", "text": SENTENCE}).encode()))
        self.assertEqual(self.records("read", path)[0]["id"], "p")
        with open(path, "rb") as file:
            self.path("cut.gz", file.read()[:-12])
        self.assertIn("cut.gz", self.complaint("read", self.path("cut.gz")))


class SetUp(Case):
    def data_with(self, model):
        """A data folder with our codebook and actors, and `model` (bytes, or nothing) as its model file."""
        folder = tempfile.mkdtemp(dir=self.folder)
        for name in os.listdir(DATA):
            if name != "model.herald":
                os.symlink(os.path.realpath(os.path.join(DATA, name)), os.path.join(folder, name))
        if model is not None:
            with open(folder + "/model.herald", "wb") as file:
                file.write(model)
        return folder

    def test_model_file(self):
        with open(DATA + "/model.herald", "rb") as file:
            good = file.read()
        self.assertIn(b"sound", self.herald("models", "check").stdout)
        self.assertIn(b"fingerprint", self.herald("models", "show").stdout)
        for name, model in (("empty", b""), ("junk", b"junk\n" * 1000), ("half", good[:len(good) // 2]), ("short by one", good[:-1]),
                            ("long by one", good + b"x"), ("header", good[:8] + bytes([good[8] ^ 255]) + good[9:])):
            folder = self.data_with(model)
            for arguments in (["explain", SENTENCE], ["models", "check"], ["models", "show"], ["code", SAMPLES[0]]):
                with self.subTest((name, arguments)):
                    told = self.complaint("--data", folder, *arguments)
                    self.assertIn("model.herald", told)
        told = self.complaint("--data", self.data_with(None), "explain", SENTENCE)
        self.assertIn("models import", told)

    def test_model_with_one_byte_changed(self):
        with open(DATA + "/model.herald", "rb") as file:
            good = file.read()
        for at in (len(good) // 7, len(good) // 2, len(good) - 9):
            changed = bytearray(good)
            changed[at] ^= 1
            told = self.complaint("--data", self.data_with(bytes(changed)), "models", "check")
            self.assertIn("damaged", told)

    def test_models_import_refuses(self):
        folder = self.data_with(None)
        for path in (self.path("absent.whl"), self.path("junk.whl", "not a wheel"), self.folder):
            self.assertTrue(self.complaint("--data", folder, "models", "import", path))
        self.assertFalse(os.path.exists(folder + "/model.herald"))

    def test_data_folder_missing(self):
        told = self.complaint("--data", self.path("nowhere"), "explain", SENTENCE)
        self.assertIn("--data", told)
        self.assertIn("nowhere", told)
        os.makedirs(self.path("a/b/c/d"))
        program = shutil.copy(HERALD, self.path("a/b/c/d/herald"))
        told = self.complaint("explain", SENTENCE, program=program, env={"HERALD_DATA": ""})
        for way in ("./run", "--data", "HERALD_DATA"):
            self.assertIn(way, told)
        self.herald("read", SAMPLES[0], program=program, env={"HERALD_DATA": ""})  # reading needs none

    def setting(self, key, *arguments, **options):
        """(value, origin) of `key` as `herald config` prints it."""
        section, _, name = key.rpartition(".")
        now = ""
        for line in self.herald(*arguments, "config", **options).stdout.decode().splitlines():
            if line.startswith("["):
                now = line.strip("[]")
            elif line.startswith(name + " = ") and now == section:
                value, _, origin = line[len(name) + 3:].partition("    # from ")
                return value, origin
        self.fail(key + " is not printed")

    def test_precedence(self):
        self.assertEqual(self.setting("threads"), ("0", "default"))
        path = self.path("mine.toml", "threads = 3\n[fetch]\ntimeout = 7\nallow_private = true\n")
        self.assertEqual(self.setting("threads", "--config", path), ("3", path + ":1"))
        self.assertEqual(self.setting("fetch.timeout", "--config", path), ("7", path + ":3"))
        self.assertEqual(self.setting("fetch.allow_private", "--config", path)[0], "1")
        self.assertEqual(self.setting("threads", "--config", path, env={"HERALD_THREADS": "5"}), ("5", "HERALD_THREADS"))
        self.assertEqual(self.setting("threads", "--config", path, "--threads", "2", env={"HERALD_THREADS": "5"}), ("2", "command line"))
        os.makedirs(self.path("config/herald"))
        self.path("config/herald/herald.toml", "threads = 4\n")
        self.assertEqual(self.setting("threads")[0], "4")
        self.assertEqual(self.setting("threads", "--config", path)[0], "3")

    def test_what_config_prints_is_a_configuration(self):
        printed = self.herald("config", env={"HERALD_STORE": 'odd "name" \\ here.db'}).stdout
        path = self.path("printed.toml", printed)
        self.assertEqual(self.setting("store", "--config", path)[0], '"odd \\"name\\" \\\\ here.db"')

    def test_bad_configuration(self):
        for content, words in (("[fetch]\ntimeot = 3\n", ":2: unknown key \"fetch.timeot\"; did you mean \"fetch.timeout\""),
                               ("thread = 3\n", 'did you mean "threads"'), ("threads = \n", ":1: "), ("threads = \"many\"\n", "whole number"),
                               ("threads = -2\n", "whole number"), ("threads = 1.5\n", "whole number"), ("zzzzzzzz = 1\n", "known keys"),
                               ("\xff\xfe", ":1: ")):
            with self.subTest(content):
                told = self.complaint("--config", self.path("bad.toml", content), "config")
                self.assertIn(words, told)
                self.assertIn("bad.toml", told)
        self.assertIn("absent.toml", self.complaint("--config", self.path("absent.toml"), "config"))
        self.assertIn("HERALD_THREADS", self.complaint("config", env={"HERALD_THREADS": "many"}))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
