"""Runs a program and says what it cost."""

import dataclasses
import os
import statistics
import subprocess
import tempfile
import time


@dataclasses.dataclass
class Cost:
    """What one run took; the CPU time and memory are those of the program and the children it waited for."""

    requests: dict
    cpu_s: float = None
    wall_s: float = None
    rss_mb: float = None
    exit_code: int = None
    output: str = ""


def run(command, environment, folder, proxy=None, limit_s=600):
    """Runs to the end and returns its Cost; killed and an error past the limit."""
    with tempfile.TemporaryFile("w+") as output:
        if proxy:
            proxy.taken()
        begun = time.perf_counter()
        process = subprocess.Popen(command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.perf_counter() - begun > limit_s:
                process.kill()
                raise TimeoutError(f"{command} took more than {limit_s} s")
            time.sleep(0.002)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return Cost(
            cpu_s=usage.ru_utime + usage.ru_stime,
            wall_s=wall,
            # Linux counts in KiB, and gives the largest process, not the sum of them.
            rss_mb=usage.ru_maxrss / 1024,
            requests=dict(proxy.taken()) if proxy else {},
            exit_code=process.returncode,
            output=output.read(),
        )


def median(command, environment, folder, proxy, times, expect=0):
    """The run with the median CPU time of several; every one must end with the expected exit code."""
    costs = []
    for _ in range(times):
        cost = run(command, environment, folder, proxy)
        if cost.exit_code != expect:
            raise SystemExit(f"{' '.join(command)}: exit code {cost.exit_code}, expected {expect}\n{cost.output[-4000:]}")
        costs.append(cost)
    middle = statistics.median_low(cost.cpu_s for cost in costs)
    return next(cost for cost in costs if cost.cpu_s == middle)


def environment(home, endpoint):
    """A clean environment: nothing of the person's who runs this."""
    kept = {name: os.environ[name] for name in ("PATH", "DOTNET_ROOT", "PYENV_ROOT", "PYENV_VERSION") if name in os.environ}
    return kept | {
        "HOME": home,
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "AKIAEMULATED00000000",
        "AWS_SECRET_ACCESS_KEY": "not-a-secret",
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
    }
