"""A function's process under a Lambda runtime API on loopback, driven one invocation at a time."""

import json
import os
import pathlib
import socket
import subprocess
import time
import uuid


class Function:
    """A function from start to end: `started_ms` is from the start of its process to its first request for work."""

    def __init__(self, command, environment, folder):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(60)
        environment = environment | {"AWS_LAMBDA_RUNTIME_API": "127.0.0.1:%d" % self.listener.getsockname()[1]}
        self.log = open(os.path.join(folder, f"log-{uuid.uuid4()}"), "w+")
        begun = time.perf_counter()
        self.process = subprocess.Popen(command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
        try:
            self._accept()
            self._next()
        except OSError as fault:
            raise SystemExit(f"{command} asked for no work: {fault}\n{self.said()[-4000:]}") from fault
        self.started_ms = (time.perf_counter() - begun) * 1000
        self.started_cpu_ms = self._scheduled_ms()

    def _accept(self):
        self.connection, _ = self.listener.accept()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection.settimeout(300)
        self.reader = self.connection.makefile("rb")

    def _request(self):
        line = self.reader.readline()
        if not line:
            # Whoever keeps no connection opens another.
            self._accept()
            line = self.reader.readline()
        headers = {}
        while (header := self.reader.readline()) not in (b"\r\n", b""):
            name, value = header.decode().split(":", 1)
            headers[name.lower()] = value.strip()
        return line.decode().split(" ")[:2], self.reader.read(int(headers.get("content-length", 0)))

    def _next(self):
        (method, path), _ = self._request()
        if (method, path) != ("GET", "/2018-06-01/runtime/invocation/next"):
            raise OSError(f"it asked {method} {path}")

    def invoke(self, payload):
        """The answer, parsed, and the milliseconds from handing over to the answer."""
        body = json.dumps(payload).encode()
        head = (f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nLambda-Runtime-Aws-Request-Id: {uuid.uuid4()}\r\n"
                f"Lambda-Runtime-Deadline-Ms: {int(time.time() * 1000) + 600_000}\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:123456789012:function:remediate\r\n\r\n")
        begun = time.perf_counter()
        self.connection.sendall(head.encode() + body)
        (_, path), answer = self._request()
        took = (time.perf_counter() - begun) * 1000
        self.connection.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"OK\"}")
        if not path.endswith("/response"):
            raise SystemExit(f"an invocation failed: {answer.decode()}\n{self.said()[-4000:]}")
        self._next()
        return json.loads(answer), took

    def memory_mb(self):
        """Resident at most so far."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

    def _scheduled_ms(self):
        """Time on a core so far, to the nanosecond; of threads that still are."""
        total = 0
        for thread in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            total += int((thread / "schedstat").read_text().split()[0])
        return total / 1e6

    def cpu_ms(self):
        """User and system time so far."""
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def said(self):
        self.log.flush()
        with open(self.log.name) as log:
            return log.read()

    def close(self):
        self.process.kill()
        self.process.wait()
        self.listener.close()
        self.log.close()
