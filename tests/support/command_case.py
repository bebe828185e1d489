"""What the tests of the command line share: the program in a folder of its own, and an invented feed.

The first three arguments of the program that imports this are HERALD DATA SOURCE_DIR.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

HERALD, DATA, SOURCE = (os.path.abspath(path) for path in sys.argv[1:4])
SAMPLES = [os.path.join(SOURCE, "data", "samples", name)
           for name in ("agency.rss.xml", "wire.atom.xml", "desk.feed.json", "archive.rdf")]
SENTENCE = "Turkey sent troops to Greece on Monday, officials said."
REPORT_KEYS = {"report", "article", "sentence", "text", "source", "target", "action", "promised", "modality", "date",
               "place", "attribution", "mentions", "flags", "confidence", "fingerprint"}

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>Invented Desk</title>
<link>https://desk.example/</link><description>d</description><language>en</language>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://desk.example/{n}</link><guid>https://desk.example/{n}</guid>
<pubDate>Tue, 26 Nov 2024 08:00:00 GMT</pubDate><description>{text}</description></item>"""


def rss(count, text="Freedonia's president met the Sylvanian leader on Monday and Turkey criticised Greece.", encoding="UTF-8"):
    return RSS.format(encoding=encoding, items="".join(
        ITEM.format(n=i, title=f"Turkey and Greece hold talks, round {i}", text=text) for i in range(count)))


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
