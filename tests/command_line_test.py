"""The program as a newcomer and a script meet it: every sub-command, its exit codes, its messages, its records.

    python3 tests/command_line_test.py HERALD DATA SOURCE_DIR [unittest options]

Python standard library only. Each test has a folder of its own; nothing outside it is written.
"""
import contextlib
import http.server
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

HERALD, DATA, SOURCE = (os.path.abspath(path) for path in sys.argv[1:4])
SAMPLES = [os.path.join(SOURCE, "data", "samples", name)
           for name in ("agency.rss.xml", "wire.atom.xml", "desk.feed.json", "archive.rdf")]
COMMANDS = ["run", "read", "parse", "annotate", "code", "explain", "series", "export", "models", "models import",
            "models check", "models show", "config"]
SENTENCE = "Turkey sent troops to Greece on Monday, officials said."

ARTICLE_KEYS = {"id", "url", "publisher", "feed", "language", "title", "text", "published", "updated", "dateline",
                "agency", "byline", "notices"}
REPORT_KEYS = {"report", "article", "sentence", "text", "source", "target", "action", "promised", "modality", "date",
               "place", "attribution", "mentions", "flags", "confidence", "fingerprint"}
ACTOR_KEYS = {"code", "country", "role", "name", "span", "stale"}
ACTION_KEYS = {"type", "mode", "context", "cameo", "span", "rule"}
DATE_KEYS = {"from", "to", "precision", "basis", "text"}
PLACE_KEYS = {"name", "geonameid", "lat", "lon", "country", "precision"}
SPEAKER_KEYS = {"kind", "name", "actor", "count", "direct", "cue", "span", "text"}
ANNOTATED_KEYS = {"article", "text", "sentences", "entities", "actors", "times", "places", "attributions", "reports"}
TYPES = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
            "MOBILIZE COERCE ASSAULT".split())
MODALITIES = set("happened ongoing planned threatened hypothetical denied negated counterfactual".split())


class Case(unittest.TestCase):
    def run(self, result=None):
        started = time.monotonic()
        super().run(result)
        if os.environ.get("SHOW_TIMES"):
            print(f"{time.monotonic() - started:6.2f} s  {self.id()}", file=sys.stderr)

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="herald-test-")
        self.addCleanup(shutil.rmtree, self.folder, True)

    def path(self, name, content=None):
        path = os.path.join(self.folder, name)
        if content is not None:
            with open(path, "wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
        return path

    def environment(self, **more):
        env = {"PATH": os.environ.get("PATH", ""), "HOME": self.folder, "XDG_DATA_HOME": self.folder + "/share",
               "XDG_CONFIG_HOME": self.folder + "/config", "HERALD_DATA": DATA}
        for name, value in os.environ.items():  # what sanitizers and coverage need
            if name.endswith("SAN_OPTIONS") or name.startswith(("GCOV", "LD_")):
                env[name] = value
        env.update(more)
        return env

    def herald(self, *arguments, given="", code=0, env=None, program=HERALD, **options):
        """Runs the program; stdout and stderr as bytes. It must end by itself with exit code `code`."""
        if isinstance(given, str):
            given = given.encode()
        done = subprocess.run([program, *map(str, arguments)], input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=self.environment(**(env or {})), timeout=60, **options)
        self.assertEqual(done.returncode, code, f"herald {arguments}: {done.stderr[-1500:].decode(errors='replace')}")
        return done

    def records(self, *arguments, **options):
        return [json.loads(line) for line in self.herald(*arguments, **options).stdout.decode().splitlines()]

    def complaint(self, *arguments, **options):
        options.setdefault("code", 1)
        return self.herald(*arguments, **options).stderr.decode(errors="replace")

    def stored(self, store, what="reports"):
        """What a store holds, without when and in which run it came."""
        return self.herald("export", what, "--store", store).stdout


class Usage(Case):
    def test_help_teaches(self):
        top = self.herald("--help").stdout.decode()
        self.assertIn("First steps", top)
        for command in COMMANDS:
            self.assertIn(command.split()[0], top)
            text = self.herald(*command.split(), "--help").stdout.decode()
            self.assertIn("Usage: herald " + command, text)
            self.assertGreater(len(text.splitlines()), 4, command)
        for command in ("run", "read", "parse", "annotate", "code", "explain", "series", "export"):
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

    def test_missing_and_wrong_arguments(self):
        for arguments in (["run"], ["explain"], ["explain", ""], ["explain", "  "], ["series", "USA"], ["series", "Turkey", "USA"],
                          ["models"], ["models", "import"], ["parse", "--format", "xml"], ["code", "--format", "conllu"],
                          ["export", "stories"], ["series", "USA", "PRK", "--step", "week"], ["--threads", "-1", "config"],
                          ["--threads", "many", "config"], ["--threads", "99999", "config"]):
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
        for arguments in (["run", "--store", store, *SAMPLES], ["read", *SAMPLES], ["parse", SAMPLES[0]], ["annotate", SAMPLES[0]],
                          ["code", *SAMPLES], ["explain", SENTENCE], ["series", "USA", "PRK", "--store", store],
                          ["export", "--store", store], ["export", "events", "--format", "tsv", "--store", store],
                          ["models", "show"], ["models", "check"], ["config"], ["--help"], ["code", "--help"], ["--version"]):
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
        binary = bytes((i * 7919 + i // 251 * 31) % 256 for i in range(20000))
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

    def test_packed_input(self):
        import gzip
        path = self.path("packed.jsonl.gz", gzip.compress(json.dumps({"id": "p", "text": SENTENCE}).encode()))
        self.assertEqual(self.records("read", path)[0]["id"], "p")
        with open(path, "rb") as file:
            self.path("cut.gz", file.read()[:-12])
        self.assertIn("cut.gz", self.complaint("read", self.path("cut.gz")))


RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>Invented Desk</title>
<link>https://desk.example/</link><description>d</description><language>en</language>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://desk.example/{n}</link><guid>https://desk.example/{n}</guid>
<pubDate>Tue, 26 Nov 2024 08:00:00 GMT</pubDate><description>{text}</description></item>"""


def rss(count, text="Freedonia's president met the Sylvanian leader on Monday and Turkey criticised Greece.", encoding="UTF-8"):
    return RSS.format(encoding=encoding, items="".join(
        ITEM.format(n=i, title=f"Turkey and Greece hold talks, round {i}", text=text) for i in range(count)))


class Feeds(Case):
    def test_not_xml(self):
        for content in ("<html><body>Not a feed.</body></html>", "no markup at all", "{}", "<?xml version='1.0'?><a/>"):
            with self.subTest(content):
                self.assertIn("feed", self.complaint("read", "--input", "feed", self.path("no.xml", content)).lower())

    def test_truncated_keeps_whole_items(self):
        whole = rss(4)
        path = self.path("cut.xml", whole[:whole.index("round 3")])
        done = subprocess.run([HERALD, "read", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(), timeout=60)
        self.assertEqual(len(done.stdout.splitlines()), 3)
        self.assertIn(b"cut.xml", done.stderr)

    def test_lying_encoding(self):
        text = "The café’s owner – José – met the mayor of Zürich."
        path = self.path("lie.xml", rss(1, text, "UTF-8").encode("cp1252"))
        article, = self.records("read", path)
        self.assertEqual(article["text"], text)
        path = self.path("lie2.xml", rss(1, text, "ISO-8859-1").encode("utf-8"))
        article, = self.records("read", path)
        self.assertIn("met the mayor", article["text"])

    def test_entity_bomb(self):
        bomb = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(
            f"<!ENTITY {b} '{('&' + a + ';') * 10}'>" for a, b in zip("abcdefghi", "bcdefghij")) + "]>"
        started = time.monotonic()
        told = self.complaint("read", self.path("bomb.xml", "<?xml version='1.0'?>" + bomb + rss(1, "&j;")[38:]))
        self.assertIn("bomb.xml", told)
        self.assertLess(time.monotonic() - started, 5)

    def test_file_entity_reads_no_file(self):
        secret = self.path("secret.txt", "the secret word")
        xml = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY s SYSTEM 'file://{secret}'>]>" + rss(1, "see &s; here")[38:]
        done = subprocess.run([HERALD, "read", self.path("xxe.xml", xml)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=self.environment(), timeout=60)
        self.assertNotIn(b"secret word", done.stdout)

    def test_control_bytes_and_deep_nesting(self):
        self.records("read", self.path("control.xml", rss(1, "a \x01\x08\x0b\x1b[31m met b")))
        article, = self.records("read", self.path("control.xml"))
        self.assertNotIn("\x1b", article["text"])
        path = self.path("deep.xml", "<rss>" + "<a>" * 200000)
        self.complaint("read", path)

    def test_size_limit(self):
        path = self.path("large.txt", "word " * 1000)
        self.complaint("read", path, env={"HERALD_READ_MAX_BYTES": "1000"})


class Stores(Case):
    def test_samples_run_table_page_series_export(self):
        store, page = self.path("s.db"), self.path("s.html")
        out = self.herald("run", "--store", store, "--html", page, *SAMPLES).stdout.decode()
        lines = out.splitlines()
        self.assertRegex(lines[0], r"^day +source +action +target +modality +by whom +sentence")
        for part in ("Read 4 sources: ", "Coded ", "Kept in " + store, "Page written to " + page, "Next:", "--store " + store):
            self.assertIn(part, out)
        with open(page, encoding="utf-8") as file:
            html = file.read()
        self.assertTrue(html.startswith("<!") and html.rstrip().endswith("</html>"))
        self.assertNotIn(self.folder, html)
        text = self.herald("series", "USA", "PRK", "--store", store).stdout.decode()
        self.assertRegex(text, r"(?m)^USA -> PRK: \d+ event")
        self.assertRegex(text, r"(?m)^PRK -> USA: ")
        self.assertEqual(text, self.herald("series", "usa", "prk", "--store", store).stdout.decode())
        rows = [line for line in self.herald("series", "USA", "PRK", "--format", "tsv", "--store", store).stdout.decode().splitlines()
                if not line.startswith("#")]
        self.assertTrue(rows[0].startswith("source\ttarget\tfrom\tto\tevents"))
        self.assertTrue(all(len(row.split("\t")) == len(rows[0].split("\t")) for row in rows))
        self.assertGreater(len(rows), 2)
        for record in self.records("series", "USA", "PRK", "--format", "jsonl", "--step", "year", "--store", store):
            self.assertEqual({record["source"], record["target"]}, {"USA", "PRK"})
            for point in record["points"]:
                self.assertEqual(point["events"] is None, point["covered_days"] == 0, "not read is null, not zero")
        none = self.herald("series", "XXX", "PRK", "--store", store)
        self.assertIn(b"no events", none.stdout)
        self.assertIn(b"USA", none.stderr)
        reports = self.records("export", "--store", store)
        events = self.records("export", "events", "--store", store)
        self.assertTrue(all(REPORT_KEYS <= set(report) for report in reports))
        self.assertTrue({r for event in events for r in event["reports"]} <= {report["report"] for report in reports})
        for what, count in (("reports", len(reports)), ("events", len(events))):
            rows = self.herald("export", what, "--format", "tsv", "--store", store).stdout.decode().split("\n")[:-1]
            self.assertEqual(len(rows), count + 1)
            self.assertEqual({row.count("\t") for row in rows}, {rows[0].count("\t")})
        coded = sorted(r["report"] for r in self.records("code", *SAMPLES))
        self.assertEqual(coded, sorted(report["report"] for report in reports), "run keeps what code prints")

    def test_again_adds_nothing(self):
        store = self.path("twice.db")
        self.herald("run", "--store", store, SAMPLES[0], SAMPLES[3])
        before = self.stored(store), self.stored(store, "events")
        out = self.herald("run", "--store", store, SAMPLES[0], SAMPLES[3], SAMPLES[0]).stdout.decode()
        self.assertIn(" 0 of them new", out)
        self.assertIn("Coded 0 sentences into 0 reports", out)
        self.assertEqual(before, (self.stored(store), self.stored(store, "events")))

    def test_threads_keep_the_same(self):
        for n in (1, 2):
            self.herald("run", "--threads", n, "--store", self.path(f"t{n}.db"), *SAMPLES)
        for what in ("reports", "events"):
            self.assertTrue(self.stored(self.path("t1.db"), what) == self.stored(self.path("t2.db"), what), what)

    def test_killed_and_run_again(self):
        whole = self.path("whole.db")
        started = time.monotonic()
        self.herald("run", "--store", whole, *SAMPLES)
        length = time.monotonic() - started
        expected = self.stored(whole), self.stored(whole, "events")
        store, kills = self.path("killed.db"), 0
        for part in (0.1, 0.25, 0.4, 0.55, 0.7, 0.85):
            process = subprocess.Popen([HERALD, "--threads", "1", "run", "--store", store, *SAMPLES], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, env=self.environment())
            time.sleep(length * part)
            if process.poll() is None:
                process.kill()
                kills += 1
            process.wait()
        self.assertGreater(kills, 0)
        self.herald("run", "--store", store, *SAMPLES)
        self.assertTrue(expected == (self.stored(store), self.stored(store, "events")), "nothing lost, nothing twice")

    def test_locked(self):
        store = self.path("locked.db")
        self.herald("run", "--store", store, SAMPLES[3])
        with contextlib.closing(sqlite3.connect(store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            self.assertIn("locked by another process", self.complaint("run", "--store", store, SAMPLES[0]))
            self.stored(store)  # reading goes on
            other.execute("ROLLBACK")
        self.herald("run", "--store", store, SAMPLES[0])

    def test_stores_that_are_none(self):
        store = self.path("good.db")
        self.herald("run", "--store", store, SAMPLES[3])
        with open(store, "rb") as file:
            whole = file.read()

        def altered(name, pragma):
            path = self.path(name)
            shutil.copy(store, path)
            with contextlib.closing(sqlite3.connect(path)) as db:
                db.execute(pragma)
                db.commit()
            return path
        for path, words in ((self.path("text.db", "no database, just words, " * 50), "not a SQLite database"),
                            (altered("newer.db", "PRAGMA user_version = 99"), "newer herald"),
                            (altered("other.db", "PRAGMA application_id = 77"), "another program"),
                            (self.path("cut.db", whole[:9000]), "damaged"),
                            (self.folder, "is a folder")):
            size = os.path.getsize(path)
            for arguments in (["run", SAMPLES[3]], ["export"], ["series", "USA", "PRK"]):
                with self.subTest((path, arguments)):
                    told = self.complaint(*arguments, "--store", path)
                    self.assertIn(words, told)
                    self.assertIn(path, told)
            self.assertEqual(os.path.getsize(path), size, "what is not ours is left alone")
        for arguments in (["export"], ["series", "USA", "PRK"]):
            self.assertIn("herald run", self.complaint(*arguments, "--store", self.path("absent.db")))
        self.assertFalse(os.path.exists(self.path("absent.db")))
        self.assertIn("empty", self.complaint("export", "--store", self.path("zero.db", "")))

    @unittest.skipIf(os.getuid() == 0, "root may write everywhere")
    def test_read_only_folder(self):
        folder = self.path("closed")
        os.mkdir(folder, 0o500)
        self.assertIn("closed", self.complaint("run", "--store", folder + "/n.db", SAMPLES[3]))
        self.assertIn("closed", self.complaint("run", "--store", self.path("ok.db"), "--html", folder + "/n.html", SAMPLES[3]))

    def test_full_disk(self):
        def limited(size):
            def limit():
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            return limit
        store = self.path("full.db")
        for size in (1000, 20000, 200000):
            told = self.complaint("run", "--store", store, *SAMPLES, preexec_fn=limited(size))
            self.assertIn("full.db", told)
        self.herald("run", "--store", store, *SAMPLES)  # with room again it goes on
        self.herald("run", "--store", self.path("whole.db"), *SAMPLES)
        self.assertTrue(self.stored(store) == self.stored(self.path("whole.db")))

    def test_sources_that_fail(self):
        done = self.herald("run", "--store", self.path("f.db"), self.path("absent.xml"), SAMPLES[3], code=1)
        self.assertIn(b"absent.xml", done.stderr)
        self.assertIn(b"Read 1 source:", done.stdout)
        self.assertIn(b"Not read: 1 source ", done.stdout)

    def test_page_that_cannot_be_written(self):
        told = self.complaint("run", "--store", self.path("p.db"), "--html", self.path("no/such/folder.html"), SAMPLES[3])
        self.assertIn("folder.html", told)


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


class Desk(http.server.BaseHTTPRequestHandler):
    """A feed and its misbehaving sisters."""
    def reply(self, status, body=b"", kind="application/rss+xml", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        if self.path == "/feed.xml":
            if self.headers.get("If-None-Match") == '"one"':
                self.send_response(304)
                self.send_header("ETag", '"one"')
                self.end_headers()
            else:
                self.reply(200, rss(5).encode(), ETag='"one"')
        elif self.path.startswith("/loop"):
            self.reply(302, Location="/loop" + str(len(self.path)) + self.path[5:])
        elif self.path == "/inwards":
            self.reply(302, Location="file:///etc/hostname")
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(b"<?xml version='1.0'?><rss><channel>")
                while True:
                    self.wfile.write(b"<item><title>again and again</title></item>" * 1000)
        elif self.path == "/slow":
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(100):
                    self.wfile.write(b"<")
                    self.wfile.flush()
                    time.sleep(0.1)
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(rss(2).encode()[:300])
        elif self.path == "/lie":
            self.reply(200, rss(1, "José left the café.", "ISO-8859-1").encode("utf-8"), "application/rss+xml; charset=utf-8")
        elif self.path == "/page":
            self.reply(200, b"<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' href='/feed.xml'></head>"
                            b"<body><p>Hello.</p></body></html>", "text/html")
        else:
            self.reply(int(self.path.strip("/")), b"no", **{"Retry-After": "120"})

    def log_message(self, *_):
        pass


class Network(Case):
    def setUp(self):
        super().setUp()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self.server.asked = []
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        self.store = self.path("net.db")

    def run_on(self, path, code=0, **more):
        env = {"HERALD_FETCH_ALLOW_PRIVATE": "1", **more}
        return self.herald("run", "--store", self.store, self.base + path, code=code, env=env)

    def test_conditional_get(self):
        self.assertIn(b"5 articles, 5 of them new", self.run_on("/feed.xml").stdout)
        before = self.stored(self.store)
        self.assertIn(b"1 feed unchanged", self.run_on("/feed.xml").stdout)
        self.assertEqual(self.server.asked[1][1].get("If-None-Match"), '"one"')
        self.assertEqual(before, self.stored(self.store))

    def test_private_addresses_are_refused(self):
        told = self.complaint("run", "--store", self.store, self.base + "/feed.xml", f"http://localhost:{self.server.server_port}/feed.xml",
                              "http://[::1]:9/feed.xml")
        self.assertEqual(self.server.asked, [])
        self.assertIn("allow_private", told)
        self.assertEqual(len([line for line in told.splitlines() if "http://" in line]), 3)

    def test_addresses_that_are_none(self):
        for url in ("http://", "http://user@:80/", "https://no such host/"):
            self.assertIn("herald: ", self.complaint("run", "--store", self.store, url))

    def test_misbehaving_servers(self):
        for path, words in (("/loop", "redirect"), ("/inwards", ""), ("/cut", ""), ("/404", "404"), ("/500", "500"), ("/429", "120")):
            with self.subTest(path):
                told = self.run_on(path, code=1).stderr.decode()
                self.assertIn(self.base, told)
                self.assertIn(words, told)
        self.assertLess(len([1 for path, _ in self.server.asked if path.startswith("/loop")]), 12)

    def test_a_page_names_its_feed(self):
        done = subprocess.run([HERALD, "run", "--store", self.store, "--input", "feed", self.base + "/page"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=self.environment(HERALD_FETCH_ALLOW_PRIVATE="1"), timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"/feed.xml", done.stderr)

    def test_endless_and_slow(self):
        started = time.monotonic()
        told = self.run_on("/endless", code=1, HERALD_FETCH_MAX_BYTES="2000000").stderr.decode()
        self.assertIn("/endless", told)
        told = self.run_on("/slow", code=1, HERALD_FETCH_TIMEOUT="1").stderr.decode()
        self.assertIn("/slow", told)
        self.assertLess(time.monotonic() - started, 15)

    def test_charset_of_http_goes_first(self):
        self.run_on("/lie")
        stored = self.herald("export", "--store", self.store).stdout
        with contextlib.closing(sqlite3.connect(self.store)) as db:
            text = "\n".join(str(row) for row in db.execute("SELECT * FROM articles"))
        self.assertIn("José left the café", text)
        self.assertIsInstance(stored, bytes)

    def test_one_dead_source_among_good_ones(self):
        done = self.herald("run", "--store", self.store, self.base + "/404", SAMPLES[3], code=1, env={"HERALD_FETCH_ALLOW_PRIVATE": "1"})
        self.assertIn(b"Read 1 source:", done.stdout)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
