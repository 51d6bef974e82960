"""Measures the remediate function, and a Python function with boto3 that does the same fix, in one run on one sandbox."""

import argparse
import json
import os
import pathlib
import platform
import statistics
import sys
import tempfile
import zipfile

import boto3

import performance
from plan_cost import measure

from . import estate as estates, findings
from .runtime_api import Function

ROOT = estates.ROOT
NATIVE = [str(ROOT / "artifacts/native/publish/Remediation/release/remediation")]
PEER = [sys.executable, str(pathlib.Path(__file__).with_name("peer.py"))]


def main():
    parser = argparse.ArgumentParser(prog="remediation-cost", description=__doc__)
    parser.add_argument("--starts", type=int, default=30, help="starts of each function")
    parser.add_argument("--fixes", type=int, default=100, help="buckets that each function fixes, one at a time")
    parser.add_argument("--findings", type=int, default=10_000, help="messages in the queue, 5 in 100 of them poison and 10 duplicates")
    parser.add_argument("--write", action="store_true", help="replace the tables in docs/performance.md")
    arguments = parser.parse_args()

    load = os.getloadavg()
    with tempfile.TemporaryDirectory(prefix="remediation-cost-") as desk, estates.Estate() as estate:
        declared = str(pathlib.Path(desk, "policies"))
        estates.policies(declared)
        environment = measure.environment(desk, estate.url)
        ours = (NATIVE, environment | {"GOVERNANCE_HANDLER": "remediate", "GOVERNANCE_POLICIES": declared, "AWS_LAMBDA_LOG_LEVEL": "DEBUG"}, desk)
        peer = (PEER, environment | {"ROLE": estate.declared["role"], "TABLE": "peer", "TOPIC": estate.topics[0], "PYTHONDONTWRITEBYTECODE": "1"}, desk)
        rows = [measured(estate, name, function, arguments) for name, function in (("remediation, native", ours), ("Python, boto3", peer))]
        text = [table(rows, zipped(desk))]
        if arguments.findings:
            quiet = (NATIVE, ours[1] | {"AWS_LAMBDA_LOG_LEVEL": "ERROR"}, desk)
            text.append(ended(findings.Run(estate, lambda: Function(*quiet), arguments.findings, 2026).play(), arguments.findings))
    after = os.getloadavg()
    about = (f"Measured by `tests/Benchmarks/remediation-cost` on {platform.system()} {platform.machine()}, {len(os.sched_getaffinity(0))} cores shared with the sandbox and others; "
             f"load average (1 min) {load[0]:.0f} before and {after[0]:.0f} after; Python {platform.python_version()}, boto3 {boto3.__version__}.")
    text = "\n\n".join([about, *text])
    print(text)
    if arguments.write:
        performance.put("remediation-cost", text)


def measured(estate, name, function, arguments):
    """One function: its starts, its fixes one after another, and messages for which nothing is to be called."""
    starts, start_cpus = [], []
    for _ in range(arguments.starts):
        started = Function(*function)
        starts.append(started.started_ms)
        start_cpus.append(started.started_cpu_ms)
        started.close()
    buckets = [f"{name.split(',')[0].lower()}-{number:05}" for number in range(arguments.fixes + 1)]
    estate.open_buckets(buckets)
    running = Function(*function)
    _, first = running.invoke(estates.batch([estate.event(buckets[0])]))
    estate.asked()
    said, cpu = len(running.said()), running.cpu_ms()
    walls = []
    for bucket in buckets[1:]:
        answer, wall = running.invoke(estates.batch([estate.event(bucket)]))
        if answer["batchItemFailures"]:
            raise SystemExit(f"{name}: {bucket} was not fixed\n{running.said()[-4000:]}")
        walls.append(wall)
    cpu = (running.cpu_ms() - cpu) / arguments.fixes
    calls = sum(estate.asked().values()) / arguments.fixes
    done = [line for line in map(json.loads, filter(lambda line: line.startswith("{"), running.said()[said:].splitlines())) if line["message"] == "done"]
    if len(done) != arguments.fixes or not all(map(estate.is_blocked, buckets)):
        raise SystemExit(f"{name}: {len(done)} of {arguments.fixes} were told of as done, and {sum(map(estate.is_blocked, buckets))} buckets are blocked")
    idle = [running.invoke(estates.batch([estate.event(bucket, compliance="COMPLIANT") for bucket in buckets[:10]]))[1] / 10 for _ in range(30)]
    memory = running.memory_mb()
    running.close()
    own = [line["took"] - line["inCalls"] for line in done]
    return {"name": name, "starts": starts, "start_cpus": start_cpus, "first": first, "walls": walls, "own": own, "cpu": cpu, "calls": calls, "idle": idle, "memory": memory}


def zipped(desk):
    """The size of what is uploaded to Lambda."""
    path = pathlib.Path(desk, "function.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(NATIVE[0], "bootstrap")
        for file in sorted(file for file in (ROOT / "policies").rglob("*") if file.is_file()):
            archive.write(file, file.relative_to(ROOT))
    return path.stat().st_size / 1_000_000


def p90(values):
    return statistics.quantiles(values, n=10)[-1] if len(values) > 1 else values[0]


def table(rows, megabytes):
    def spread(of, digits):
        return lambda row: f"{statistics.median(row[of]):.{digits}f} / {p90(row[of]):.{digits}f}"
    lines = [
        (f"process start to first `next`, ms: median / p90 of {len(rows[0]['starts'])}", spread("starts", 1), "40"),
        ("CPU of it, ms: median / p90", spread("start_cpus", 1), ""),
        ("first fix of a process, ms", lambda row: f"{row['first']:.0f}", ""),
        ("calls a fix", lambda row: f"{row['calls']:.1f}", ""),
        (f"a fix, ms: median / p90 of {len(rows[0]['walls'])}", spread("walls", 1), ""),
        ("of it besides calls, ms: median / p90", spread("own", 2), "2"),
        ("CPU a fix, calls included, ms", lambda row: f"{row['cpu']:.1f}", ""),
        ("a message that needs no call, ms: median / p90", spread("idle", 2), "2"),
        ("resident memory at most, MB", lambda row: f"{row['memory']:.0f}", "64"),
        ("zip, MB", lambda row: f"{megabytes:.1f}" if row is rows[0] else "–", "15"),
    ]
    return "\n".join([
        "| | " + " | ".join(row["name"] for row in rows) + " | target |",
        "| --- |" + " ---: |" * (len(rows) + 1),
        *(f"| {label} | {' | '.join(text(row) for row in rows)} | {target} |" for label, text, target in lines),
    ])


def ended(run, count):
    verdict = run.verdict()
    refused = ", ".join(f"{number} {code}" for code, number in verdict["refused"].items())
    return "\n".join([
        f"| {count:,} findings, {findings.WORKERS} functions at once | |",
        "| --- | ---: |",
        f"| buckets to fix, duplicates, poison | {len(run.buckets):,}, {run.duplicates:,}, {run.poison:,} |",
        f"| lost | {verdict['lost']} |",
        f"| done twice | {verdict['twice']} |",
        f"| alerts | {verdict['alerts']:,} |",
        f"| in the dead letters | {refused} |",
        f"| seconds | {run.elapsed:.0f} |",
        f"| calls, those of the queue included | {verdict['calls']:,} |",
        f"| resident memory of a function at most, MB | {run.memory:.0f} |",
    ])


if __name__ == "__main__":
    main()
