"""Measures what a report costs in every format, by the number of findings."""

import argparse
import json
import os
import pathlib
import platform
import tempfile

import performance
from plan_cost import measure

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = ["dotnet", str(ROOT / "artifacts/bin/Benchmarks/release/SecretScoops.Benchmarks.dll"), "report"]


def main():
    parser = argparse.ArgumentParser(prog="report-cost", description=__doc__)
    parser.add_argument("--findings", type=int, nargs="+", default=[12_000, 120_000, 1_000_000])
    parser.add_argument("--write", action="store_true", help="replace the tables in docs/performance.md")
    arguments = parser.parse_args()

    load = os.getloadavg()[0]
    rows = [run(count) for count in arguments.findings]
    about = (
        f"Measured by `tests/Benchmarks/report-cost` on {platform.system()} {platform.machine()}, {len(os.sched_getaffinity(0))} cores; "
        f"load average (1 min) {load:.0f} before and {os.getloadavg()[0]:.0f} after."
    )
    text = f"{about}\n\n{table(rows)}\n\n{sizes(rows[-1])}"
    print(text)
    if arguments.write:
        performance.put("report-cost", text)


def run(count):
    """One report, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="report-cost-") as desk:
        cost = measure.run([*PROGRAM, str(count), str(pathlib.Path(desk, "report"))], measure.environment(desk, "http://127.0.0.1:9"), desk)
    if cost.exit_code != 0:
        raise SystemExit(f"exit code {cost.exit_code}\n{cost.output[-4000:]}")
    row = json.loads(cost.output)
    if row["findings"] != count:
        raise SystemExit(f"{row['findings']} findings were written, {count} were made")
    return row | {"cpu_s": cost.cpu_s}


def table(rows):
    lines = [
        "| findings | collect s | count s | write s | in all s | µs a finding | memory MB | written MB |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        whole = row["collect_s"] + row["count_s"] + row["write_s"]
        lines.append(
            f"| {row['findings']:,} | {row['collect_s']:.1f} | {row['count_s']:.1f} | {row['write_s']:.1f} | {whole:.1f} | {whole / row['findings'] * 1e6:.0f} "
            f"| {row['rss_mb']:.0f} | {sum(row['files'].values()) / 1e6:,.0f} |"
        )
    return "\n".join(lines)


def sizes(row):
    """Bytes for each finding, by format, in the largest report."""
    files = row["files"]
    return "\n".join([
        f"| bytes a finding, of {row['findings']:,} | " + " | ".join(f"`{name}`" for name in files) + " |",
        "| --- |" + " ---: |" * len(files),
        "| | " + " | ".join(f"{size / row['findings']:,.0f}" for size in files.values()) + " |",
    ])


if __name__ == "__main__":
    main()
