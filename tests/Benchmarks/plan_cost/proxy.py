"""A loopback proxy between a tool and moto that counts what passes, by service and operation."""

import collections
import http.client
import http.server
import re
import threading
import urllib.parse

SERVICES = {
    "AWSOrganizationsV20161128": "organizations",
    "SWBExternalService": "sso-admin",
    "AWSIdentityStore": "identitystore",
    "StarlingDoveService": "config",
}


class CountingProxy:
    """Forwards to `moto`; `answers` maps "service:Operation" to a JSON text answered in moto's place (moto lacks some calls)."""

    def __init__(self, moto, answers=None):
        self.moto = urllib.parse.urlsplit(moto)
        self.answers = answers or {}
        self.counts = collections.Counter()
        self.lock = threading.Lock()
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self):
                super().setup()
                self.upstream = http.client.HTTPConnection(proxy.moto.hostname, proxy.moto.port, timeout=120)

            def finish(self):
                self.upstream.close()
                super().finish()

            def handle_one(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                call = operation(self.headers, body)
                with proxy.lock:
                    proxy.counts[call] += 1
                if call in proxy.answers:
                    status, kind, answer = 200, "application/x-amz-json-1.1", proxy.answers[call].encode()
                else:
                    headers = {name: value for name, value in self.headers.items() if name.lower() not in ("connection", "expect")}
                    self.upstream.request(self.command, self.path, body, headers)
                    response = self.upstream.getresponse()
                    status, kind, answer = response.status, response.headers.get("Content-Type", ""), response.read()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = handle_one

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def taken(self):
        """What passed since the last asking."""
        with self.lock:
            counts, self.counts = self.counts, collections.Counter()
        return counts

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def operation(headers, body):
    """ "organizations:ListAccounts", from the wire alone."""
    target = headers.get("X-Amz-Target")
    if target:
        prefix, _, name = target.partition(".")
        return f"{SERVICES.get(prefix, prefix)}:{name}"
    action = re.search(rb"(?:^|&)Action=(\w+)", body)
    service = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", headers.get("Authorization", ""))
    return f"{service.group(1) if service else 'unsigned'}:{action.group(1).decode() if action else 'other'}"
