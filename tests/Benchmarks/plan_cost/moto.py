"""moto_server, fresh, on a free loopback port."""

import os
import re
import subprocess
import threading


class Moto:
    """Starts on entering and stops on leaving."""

    def __enter__(self):
        self.process = subprocess.Popen(
            ["moto_server", "-H", "127.0.0.1", "-p", "0"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
        for line in self.process.stderr:
            if found := re.search(r"Running on (http://127\.0\.0\.1:\d+)", line):
                self.url = found.group(1)
                # Its request log is read and dropped: a full pipe would stop it.
                threading.Thread(target=lambda: [None for _ in self.process.stderr], daemon=True).start()
                return self
        raise SystemExit("moto_server ended before it listened")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
