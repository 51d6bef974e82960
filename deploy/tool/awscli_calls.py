"""Calls of AWS through the AWS CLI, the one program that both a runner and a laptop have."""
import json
import os
import re
import shutil
import subprocess


# It is in the user agent of every call, and so in CloudTrail (AWS SDKs and Tools Reference Guide, "Application ID", read 2026-11).
APPLICATION = "secret-scoops-deploy"


class CallFailed(Exception):
    """AWS, or the AWS CLI, refused a call."""

    def __init__(self, call, code, message):
        super().__init__(f"{call}: {message}")
        self.code = code


class Aws:
    """Calls in one region. Every call names it, so that no profile's region counts."""

    def __init__(self, region):
        self.region = region

    @staticmethod
    def is_there():
        return shutil.which("aws") is not None

    def call(self, service, operation, *arguments):
        """The answer; an empty one for operations without. Raises CallFailed."""
        command = ["aws", service, operation, *map(str, arguments), "--region", self.region, "--output", "json"]
        ended = subprocess.run(command, env=os.environ | {"AWS_PAGER": "", "AWS_SDK_UA_APP_ID": APPLICATION}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if ended.returncode != 0:
            told = " ".join(ended.stderr.split()) or f"exit code {ended.returncode}"
            error = re.search(r"An error occurred \(([^)]+)\)", told)
            raise CallFailed(f"{service} {operation}", error.group(1) if error else "", told)
        return json.loads(ended.stdout) if ended.stdout.strip().startswith(("{", "[")) else {}

    def ask(self, service, operation, *arguments, missing=()):
        """As call, and None where AWS answers that there is none: one of these codes."""
        try:
            return self.call(service, operation, *arguments)
        except CallFailed as failed:
            if failed.code in missing:
                return None
            raise
