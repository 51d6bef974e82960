"""A Chromium of its own for each opening, spoken to over pipes: its DevTools protocol, with nothing to install."""

import itertools
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PATH = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--enable-precise-memory-info", "--window-size=1440,900", "--remote-debugging-pipe",
)


class Chromium:
    """The browser reads commands from its descriptor 3 and writes answers to 4, each ended by a zero byte."""

    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix="page-cost-profile-")
        child_reads, self.commands = os.pipe()
        self.answers, child_writes = os.pipe()

        def place():
            # Out of the way first: the pipes' own numbers may be 3 and 4.
            high_reads, high_writes = os.dup(child_reads), os.dup(child_writes)
            os.dup2(high_reads, 3)
            os.dup2(high_writes, 4)

        self.process = subprocess.Popen(
            [PATH, *FLAGS, f"--user-data-dir={self.profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=place, close_fds=False,
        )
        os.close(child_reads)
        os.close(child_writes)
        self.numbers = itertools.count(1)
        self.read = b""
        target = next(each for each in self.call("Target.getTargets")["targetInfos"] if each["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)
        os.close(self.commands)
        os.close(self.answers)
        shutil.rmtree(self.profile, ignore_errors=True)

    def open(self, url):
        self.call("Page.navigate", self.session, url=url)

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", self.session, expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"]["value"]

    def call(self, method, session=None, limit_s=120, **parameters):
        """Sends a command and waits for its answer; events are passed over."""
        number = next(self.numbers)
        command = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(self.commands, json.dumps(command).encode() + b"\0")
        until = time.monotonic() + limit_s
        while True:
            while b"\0" in self.read:
                message, self.read = self.read.split(b"\0", 1)
                answer = json.loads(message)
                if answer.get("id") == number:
                    if "error" in answer:
                        raise RuntimeError(f"{method}: {answer['error']}")
                    return answer["result"]
            if not select.select([self.answers], [], [], max(0, until - time.monotonic()))[0]:
                raise TimeoutError(f"{method} was not answered within {limit_s} s")
            piece = os.read(self.answers, 1 << 20)
            if not piece:
                raise RuntimeError(f"chromium ended while it was asked for {method}")
            self.read += piece
