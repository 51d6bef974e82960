"""Measures plan and apply of the whole landing zone against the least time that AWS's rates allow."""

import argparse
import json
import os
import pathlib
import platform
import subprocess
import tempfile

import performance
from plan_cost import measure, policies

ROOT = pathlib.Path(__file__).resolve().parents[3]
NATIVE = str(ROOT / "artifacts/native/publish/Baseline/release/baseline")
HOST = ["dotnet", str(ROOT / "artifacts/bin/Benchmarks/release/SecretScoops.Benchmarks.dll"), "sandbox"]
# One apply may not change as much as this does from nothing without a word.
ALLOWED = ["--allow", "updates,deletions"]
LATENCY_MS = 50


class Sandbox:
    """The sandbox in a process of its own, so that its time and memory are not counted as the tool's."""

    def __enter__(self):
        self.process = subprocess.Popen([*HOST, str(LATENCY_MS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        return self

    def asked(self):
        """What was asked since this was last called, and the least time that takes."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=30)


def main():
    parser = argparse.ArgumentParser(prog="landing-zone-cost", description=__doc__)
    parser.add_argument("--accounts", type=int, nargs="+", default=[4, 30, 100, 300], help="accounts, the root account among them")
    parser.add_argument("--write", action="store_true", help="replace the table in docs/performance.md")
    arguments = parser.parse_args()

    rows = [row for accounts in arguments.accounts for row in measured(accounts)]
    about = (f"Measured by `tests/Benchmarks/landing-zone-cost` on {platform.system()} {platform.machine()}, {len(os.sched_getaffinity(0))} cores shared with the sandbox; "
             f"{LATENCY_MS} ms a call; the bound is that of the API family named beside it.")
    text = f"{about}\n\n{table(rows)}"
    print(text)
    if arguments.write:
        performance.put("landing-zone-cost", text)


def measured(accounts):
    """From nothing, again, and a plan: (accounts, command, cost, what was asked)."""
    with tempfile.TemporaryDirectory(prefix="landing-zone-cost-") as desk, Sandbox() as sandbox:
        declared = pathlib.Path(desk, "policies")
        policies.with_accounts(ROOT / "policies", declared, accounts - 1)
        environment = measure.environment(desk, sandbox.url) | {"BASELINE_PACING": "always"}
        for name, command in (("apply from nothing", ["apply", "--yes", *ALLOWED]), ("plan, nothing to do", ["plan"])):
            cost = measure.run([NATIVE, *command, "--policies", str(declared)], environment, desk, limit_s=3600)
            if cost.exit_code != 0:
                raise SystemExit(f"{accounts} accounts, {name}: exit code {cost.exit_code}\n{cost.output[-6000:]}")
            yield accounts, name, cost, sandbox.asked()


def table(rows):
    lines = [
        "| accounts | command | wall s | bound s | ratio | CPU s | memory MB | requests | bound by |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for accounts, name, cost, asked in rows:
        bound = asked["boundSeconds"]
        lines.append(f'| {accounts} | {name} | {cost.wall_s:.1f} | {bound:.1f} | {cost.wall_s / bound:.2f} | {cost.cpu_s:.1f} | {cost.rss_mb:.0f} | {asked["requests"]} | {asked["throttledBy"]} |')
    return "\n".join(lines)


if __name__ == "__main__":
    main()
