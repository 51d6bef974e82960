"""Measures what a plan costs when nothing is to be done: ours and Terraform's, of one state, on one moto, in one run."""

import argparse
import os
import pathlib
import platform
import shutil
import subprocess
import tempfile

import performance

from . import measure, policies, table, terraform
from .least import least
from .moto import Moto
from .proxy import CountingProxy

ROOT = pathlib.Path(__file__).resolve().parents[3]
DOTNET = ["dotnet", str(ROOT / "artifacts/bin/Baseline/release/baseline.dll")]
# Parts that moto does not offer; Terraform has no such word, and is answered in moto's place (terraform.py).
MISSING_IN_MOTO = (
    "permission-set-tags", "permission-set-boundary", "permission-set-provisioning",
    "security-hub-administrator", "security-hub", "security-hub-member", "security-hub-aggregator", "security-hub-organization",
    "security-hub-policy", "security-hub-association", "automation-rule",
)
NATIVE = [str(ROOT / "artifacts/native/publish/Baseline/release/baseline")]


def main():
    parser = argparse.ArgumentParser(prog="plan-cost", description=__doc__)
    parser.add_argument("--accounts", type=int, nargs="+", default=[3, 30, 100])
    parser.add_argument("--times", type=int, default=5, help="runs of each tool; the one with the median CPU time counts")
    parser.add_argument("--write", action="store_true", help="replace the tables in docs/performance.md")
    arguments = parser.parse_args()

    validations = [(name, validate(tool, arguments.times)) for name, tool in (("native", NATIVE), ("dotnet", DOTNET))]
    rows = []
    for accounts in arguments.accounts:
        rows += compare(accounts, arguments.times)
    about = f"Measured by `tests/Benchmarks/plan-cost` on {platform.system()} {platform.machine()}, {cores()} cores; median of {arguments.times} runs; {versions()}."
    text = table.of(validations, rows, about)
    print(text)
    if arguments.write:
        performance.put("plan-cost", text)


def validate(tool, times):
    """The default policies, checked without a network."""
    with tempfile.TemporaryDirectory(prefix="plan-cost-") as desk:
        environment = measure.environment(desk, "http://127.0.0.1:9")
        return measure.median([*tool, "validate", "--policies", str(ROOT / "policies")], environment, desk, None, max(times, 5))


def compare(accounts, times):
    """The rows of one number of accounts."""
    with tempfile.TemporaryDirectory(prefix="plan-cost-") as desk, Moto() as moto:
        proxy = CountingProxy(moto.url)
        declared = pathlib.Path(desk, "policies")
        policies.with_accounts(ROOT / "policies", declared, accounts)
        policies.organization_only(declared)
        environment = measure.environment(desk, proxy.url)
        given = ["--policies", str(declared), "--without", ",".join(MISSING_IN_MOTO)]

        applied = measure.run([*NATIVE, "apply", "--yes", *given], environment, desk, proxy)
        if applied.exit_code != 0:
            raise SystemExit(f"apply: exit code {applied.exit_code}\n{applied.output[-4000:]}")
        rows = [
            (accounts, "baseline plan, native", measure.median([*NATIVE, "plan", *given], environment, desk, proxy, times)),
            (accounts, "baseline plan, dotnet", measure.median([*DOTNET, "plan", *given], environment, desk, proxy, times)),
        ]
        proxy.close()
        configuration, sizes, assignments = terraform.describe(moto.url)
        if shutil.which("terraform"):
            rows.append((accounts, "terraform plan", terraform_plan(moto, desk, configuration, times)))
        rows.append((accounts, "least that the API allows", measure.Cost(requests=least(sizes, assignments, accounts))))
        return rows


def terraform_plan(moto, desk, configuration, times):
    """Gives Terraform the state that moto holds, then measures its plan; both must find no difference."""
    proxy = CountingProxy(moto.url, terraform.MISSING_IN_MOTO)
    folder = tempfile.mkdtemp(prefix="terraform-", dir=desk)
    environment = measure.environment(desk, proxy.url) | terraform.prepare(folder, configuration, terraform.plugins())
    for step in (["init"], ["apply", "-auto-approve"]):
        done = measure.run(["terraform", *step, "-input=false", "-no-color"], environment, folder, proxy)
        if done.exit_code != 0:
            raise SystemExit(f"terraform {step[0]}: exit code {done.exit_code}\n{done.output[-4000:]}")
    cost = measure.median(["terraform", "plan", "-detailed-exitcode", "-input=false", "-no-color"], environment, folder, proxy, times)
    proxy.close()
    return cost


def cores():
    return len(os.sched_getaffinity(0))


def versions():
    named = {
        "moto": ["python3", "-c", "import moto; print(moto.__version__)"],
        "terraform": ["terraform", "version"],
    }
    found = {name: subprocess.run(command, capture_output=True, text=True, check=False).stdout.split("\n")[0] for name, command in named.items() if shutil.which(command[0])}
    return ", ".join(f"{name} {text.removeprefix('Terraform v')}" for name, text in found.items())


if __name__ == "__main__":
    main()
