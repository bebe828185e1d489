"""The report page in a real browser: what is on it, that it loads nothing, that its filter works, that it fits a phone.

    python3 tests/web/page_test.py CHROMIUM HERALD DATA SOURCE_DIR [unittest options]

An empty CHROMIUM is looked for in PATH. Without one the test is skipped (exit code 77), but fails under CI=1. The browser
is spoken to through a pipe (DevTools protocol), the page itself is left as it is. KEEP_SCREENSHOTS=FOLDER keeps pictures.
Python standard library only.
"""
import base64
import fcntl
import html.parser
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

CHROMIUM = sys.argv[1] or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
HERALD, DATA, SOURCE = (os.path.abspath(path) for path in sys.argv[2:5])
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
         "--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe"]
SAMPLES = [os.path.join(SOURCE, "data", "samples", name)
           for name in ("agency.rss.xml", "wire.atom.xml", "desk.feed.json", "archive.rdf")]


class Browser:
    """One tab of a headless Chromium."""
    def __init__(self, folder):
        to_read, self.write = os.pipe()
        self.read, to_write = os.pipe()
        high = [fcntl.fcntl(fd, fcntl.F_DUPFD, 20) for fd in (to_read, to_write)]

        def places():  # the browser reads commands from 3 and writes answers to 4
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        with open(os.path.join(folder, "browser.log"), "wb") as log:
            self.process = subprocess.Popen([CHROMIUM, *FLAGS, "--user-data-dir=" + folder, "about:blank"], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, preexec_fn=places, pass_fds=(3, 4), env={**os.environ, "HOME": folder})
        for fd in (to_read, to_write, *high):
            os.close(fd)
        self.rest, self.events, self.number, self.session = b"", [], 0, None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def close(self):
        self.session = None
        try:
            self.call("Browser.close")
            self.process.wait(10)
        except (OSError, TimeoutError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.read)
        os.close(self.write)

    def message(self, deadline):
        while b"\0" not in self.rest:
            if not select.select([self.read], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError("the browser does not answer")
            data = os.read(self.read, 1 << 20)
            if not data:
                raise OSError("the browser has ended")
            self.rest += data
        text, _, self.rest = self.rest.partition(b"\0")
        return json.loads(text)

    def call(self, method, **params):
        self.number += 1
        request = {"id": self.number, "method": method, "params": params}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.write, json.dumps(request).encode() + b"\0")
        deadline = time.monotonic() + 60
        while True:
            answer = self.message(deadline)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, url, width, height=900, dark=False, script=True):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 700)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self.events.clear()
        self.call("Page.navigate", url=url)
        deadline = time.monotonic() + 60
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.message(deadline))

    def value(self, expression):
        got = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in got:
            raise RuntimeError(got["exceptionDetails"])
        return got["result"].get("value")

    def picture(self, name, whole=False):
        folder = os.environ.get("KEEP_SCREENSHOTS")
        data = base64.b64decode(self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"])
        if folder:
            with open(os.path.join(folder, name + ".png"), "wb") as file:
                file.write(data)
        return data


class Tags(html.parser.HTMLParser):
    """All start tags with their attributes, and the counts of open and closed ones."""
    def __init__(self, text):
        super().__init__()
        self.tags, self.open = [], []
        self.wrong = []
        self.feed(text)

    VOID = {"meta", "link", "br", "hr", "img", "input", "path", "rect", "line", "circle", "polyline", "polygon"}

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="herald-page-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        cls.file = os.path.join(cls.folder, "report.html")
        env = {**os.environ, "HOME": cls.folder, "XDG_CONFIG_HOME": cls.folder, "HERALD_DATA": DATA}
        subprocess.run([HERALD, "run", "--quiet", "--store", cls.folder + "/page.db", "--html", cls.file, *SAMPLES], check=True,
                       stdout=subprocess.DEVNULL, env=env, timeout=60)
        cls.events = subprocess.run([HERALD, "export", "events", "--store", cls.folder + "/page.db"], check=True,
                                    stdout=subprocess.PIPE, env=env, timeout=60).stdout.decode().splitlines()
        with open(cls.file, encoding="utf-8") as file:
            cls.text = file.read()
        cls.browser = Browser(cls.folder)
        cls.addClassCleanup(cls.browser.close)

    def open(self, width, **how):
        self.browser.open("file://" + self.file, width, **how)

    def faults(self):
        """Exceptions, console errors and messages of the browser about the page."""
        self.browser.value("new Promise(done => setTimeout(done, 50))")
        found = []
        for event in self.browser.events:
            method, params = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append(params["exceptionDetails"])
            elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
                found.append(params["args"])
            elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
                found.append(params["entry"]["text"])
        return found

    def test_nothing_is_loaded_from_elsewhere(self):
        page = Tags(self.text)
        self.assertEqual(page.wrong, [])
        self.assertEqual(page.open, [])
        for tag, attributes in page.tags:
            self.assertNotIn(tag, ("link", "iframe", "object", "embed", "base", "audio", "video", "source"))
            self.assertFalse(attributes.keys() & {"src", "srcset", "background", "onclick", "onload", "onerror", "style"}, tag)
            if tag == "a":
                self.assertRegex(attributes["href"], r"^(https?://|#)")
        for word in ("@import", "url("):
            self.assertNotIn(word, self.text)
        self.open(1280)
        asked = [event["params"]["request"]["url"] for event in self.browser.events if event.get("method") == "Network.requestWillBeSent"]
        self.assertEqual(asked, ["file://" + self.file])

    def test_script_runs_without_complaint(self):
        self.open(1280)
        self.assertEqual(self.faults(), [])
        self.assertTrue(self.browser.value("!document.getElementById('filter').hidden"), "the script shows the filter")
        self.browser.picture("wide")

    def test_what_is_there(self):
        self.open(1280)
        count = len(self.events)
        self.assertGreater(count, 50)
        self.assertEqual(self.browser.value("document.querySelectorAll('.event').length"), count)
        pairs = self.browser.value("document.querySelectorAll('.pair').length")
        self.assertGreater(pairs, 3)
        self.assertEqual(self.browser.value("[...document.querySelectorAll('.pair svg')].filter(s => s.getBoundingClientRect().height > 20"
                                            " && s.querySelector('.coop,.conf')).length"), pairs, "every pair has a curve")
        for part in ("source", "action", "target"):
            self.assertGreater(self.browser.value(f"document.querySelectorAll('.event blockquote mark.{part}').length"), count // 4)
        self.assertEqual(self.browser.value("[...document.querySelectorAll('.event')].filter(e => !e.querySelector('mark.action')).length"), 0,
                         "the words that tell the deed are marked in every event")
        self.assertGreater(self.browser.value("document.querySelectorAll('.ledger tbody tr').length"), 0)
        self.assertNotIn(os.path.dirname(SAMPLES[0]), self.text, "folders of the maker are not told")

    def shown(self):
        return self.browser.value("[...document.querySelectorAll('.event')].filter(e => e.offsetParent).length")

    def change(self, name, value):
        self.browser.value(f"(() => {{const f = document.getElementById('filter').elements.namedItem({json.dumps(name)});"
                           f" f.value = {json.dumps(value)}; f.dispatchEvent(new Event('input', {{bubbles: true}}));"
                           " return new Promise(done => setTimeout(done, 250))})()")

    def test_filter(self):
        self.open(1280)
        kinds = {}
        for line in self.events:
            kind = json.loads(line)["type"]
            kinds[kind] = kinds.get(kind, 0) + 1
        self.assertEqual(self.shown(), len(self.events))
        for kind in sorted(kinds)[:3]:
            self.change("type", kind)
            self.assertEqual(self.shown(), kinds[kind], kind)
        self.change("type", "")
        self.change("text", "no such words in any report")
        self.assertEqual(self.shown(), 0)
        self.assertTrue(self.browser.value("!document.getElementById('nothing').hidden"))
        self.browser.value("document.querySelector('#filter [type=reset]').click(), new Promise(done => setTimeout(done, 250))")
        self.assertEqual(self.shown(), len(self.events))
        self.browser.value("document.querySelector('button.show').click(), new Promise(done => setTimeout(done, 250))")
        self.assertTrue(0 < self.shown() < len(self.events), "a pair shows its own events")
        self.assertEqual(self.faults(), [])

    def test_without_script_all_events_are_there(self):
        self.open(1280, script=False)
        root = self.browser.call("DOM.getDocument")["root"]["nodeId"]
        found = self.browser.call("DOM.querySelectorAll", nodeId=root, selector=".event")["nodeIds"]
        self.assertEqual(len(found), len(self.events))
        self.browser.call("Emulation.setScriptExecutionDisabled", value=False)

    WIDER = """(() => {const wide = document.documentElement.clientWidth, out = [];
      for (const e of document.querySelectorAll("body *")) {
        if (e.closest(".skip,.sr")) continue;
        const box = e.getBoundingClientRect();
        if (box.width && (box.right > wide + 1 || box.left < -1)) out.push(e.tagName + "." + e.className.toString() + " " + box.left + " " + box.right);
      } return out.slice(0, 5)})()"""

    def test_fits_every_width(self):
        for width in (320, 390, 600, 768, 1024, 1280, 1920):
            with self.subTest(width):
                self.open(width)
                self.browser.value("document.querySelectorAll('details').forEach(d => d.open = true)")
                self.browser.value("document.querySelectorAll('.event').forEach(e => e.style.contentVisibility = 'visible')")
                self.assertEqual(self.browser.value("document.documentElement.clientWidth"), width)
                self.assertLessEqual(self.browser.value("document.documentElement.scrollWidth"), width)
                self.assertEqual(self.browser.value(self.WIDER), [])

    CONTRAST = """(() => {
      const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
      const light = c => {const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b};
      const ground = e => {for (; e; e = e.parentElement) {const c = rgb(getComputedStyle(e).backgroundColor);
        if (c.length && (c[3] === undefined || c[3] === 1)) return c} return [255, 255, 255]};
      const out = [];
      for (const s of ["body", ".lede", ".inputs", ".note", ".event h4", ".act", "h4 small", ".badge", "mark.source", "mark.action",
                       "mark.target", ".from", ".meta dt", "#shown", "footer", ".up", ".down"]) {
        const e = document.querySelector(s);
        if (!e) continue;
        const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
        const ratio = (a + .05) / (b + .05);
        if (ratio < 4.5) out.push(s + " " + ratio.toFixed(2));
      } return out})()"""

    def test_can_be_read_in_both_schemes(self):
        for dark in (False, True):
            with self.subTest(dark=dark):
                self.open(1280, dark=dark)
                self.assertEqual(self.browser.value(self.CONTRAST), [])
                self.browser.picture("dark" if dark else "light")

    def test_pictures(self):
        for width, height in ((1280, 1800), (390, 1800)):
            self.open(width, height=height)
            picture = self.browser.picture(f"page-{width}")
            self.assertEqual(picture[:8], b"\x89PNG\r\n\x1a\n")
            self.assertEqual(int.from_bytes(picture[16:20], "big"), width)
            self.assertGreater(len(picture), 20000, "there is something on it")
            self.browser.value("document.getElementById('events').scrollIntoView()")
            self.browser.picture(f"events-{width}")


if __name__ == "__main__":
    if not CHROMIUM or not shutil.which(CHROMIUM):
        print("page_test: there is no Chromium (apt-get install chromium)", file=sys.stderr)
        sys.exit(1 if os.environ.get("CI") == "1" else 77)
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]])
