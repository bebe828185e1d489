"""Tests of the command line, continued: hostile feeds, stores in every trouble, servers that misbehave."""
import contextlib
import http.server
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest

from command_case import HERALD, REPORT_KEYS, SAMPLES, Case, rss


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
