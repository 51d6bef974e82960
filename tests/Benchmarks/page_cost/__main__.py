"""Measures the report's page in Chromium: its size, when it can be used, and when every finding can be searched."""

import argparse
import os
import pathlib
import platform
import statistics
import subprocess
import tempfile
import time

import performance

from .chromium import Chromium, PATH

ROOT = pathlib.Path(__file__).resolve().parents[3]
MAKER = ["dotnet", str(ROOT / "artifacts/bin/Benchmarks/release/SecretScoops.Benchmarks.dll"), "page"]


def main():
    parser = argparse.ArgumentParser(prog="page-cost", description=__doc__)
    parser.add_argument("--findings", type=int, nargs="+", default=[1_000, 120_000, 1_000_000])
    parser.add_argument("--times", type=int, default=5, help="openings of each page, each in a browser of its own; medians are shown")
    parser.add_argument("--write", action="store_true", help="replace the table in docs/performance.md")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="page-cost-") as desk:
        rows = [row(findings, pathlib.Path(desk, f"{findings}.html"), arguments.times) for findings in arguments.findings]
    browser = subprocess.run([PATH, "--version", "--no-sandbox"], capture_output=True, text=True, check=True).stdout.split(" built")[0].strip()
    cores = len(os.sched_getaffinity(0))
    text = "\n".join([
        f"Measured by `tests/Benchmarks/page-cost` on {platform.system()} {platform.machine()}, {cores} cores; median of {arguments.times} openings, worst in brackets; {browser}.",
        "",
        "| findings | written in s | file MB | bytes a finding | first view s | all searchable s | a search ms | heap MB |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *rows,
    ])
    print(text)
    if arguments.write:
        performance.put("page-cost", text)


def row(findings, path, times):
    begun = time.perf_counter()
    subprocess.run([*MAKER, str(findings), str(path)], check=True, stdin=subprocess.DEVNULL)
    written = time.perf_counter() - begun
    size = path.stat().st_size
    opened = [opening(path) for _ in range(times)]
    path.unlink()

    def seconds(name):
        taken = [one[name] / 1000 for one in opened]
        return f"{statistics.median(taken):.2f} ({max(taken):.2f})"

    search = [one["search"] for one in opened]
    heap = statistics.median(one["heap"] for one in opened) / 1e6
    return (f"| {findings:,} | {written:.1f} | {size / 1e6:.1f} | {size / findings:.0f} | {seconds('first')} | {seconds('all')} "
            f"| {statistics.median(search):.0f} ({max(search):.0f}) | {heap:.0f} |")


# The page marks when the summary stands and the first findings are drawn, and when the last is unpacked; times are from the start of the navigation.
READ = """
new Promise(resolve => {
    const at = name => performance.getEntriesByName(name)[0]?.startTime;
    const look = () => {
        if (at("searchable") === undefined) { setTimeout(look, 20); return; }
        const search = document.querySelector("#filters input[name=q]");
        const count = document.getElementById("count");
        const begun = performance.now();
        new MutationObserver(() => resolve({
            first: at("first-view"), all: at("searchable"), heap: performance.memory.usedJSHeapSize,
            // Typing is let to rest for 150 ms before anything is searched.
            search: performance.now() - begun - 150, found: count.textContent,
        })).observe(count, { childList: true });
        search.value = "bucket-00000 fail";
        search.dispatchEvent(new Event("input", { bubbles: true }));
    };
    look();
})
"""


def opening(path):
    with Chromium() as browser:
        browser.open(f"{path.as_uri()}#findings")
        return browser.evaluate(READ)


if __name__ == "__main__":
    main()
