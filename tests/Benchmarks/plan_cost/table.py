"""The measurements as tables of Markdown."""

import collections

SERVICES = ("organizations", "sso-admin", "identitystore", "sts")


def of(validations_, rows, about):
    """Rows are (accounts, tool, Cost), in the order they are shown."""
    return f"{about}\n\n{validations(validations_)}\n\n{costs(rows)}\n\n{operations(rows)}"


def validations(rows):
    lines = ["| `validate`, default policies | CPU ms | wall ms | memory MB |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {name} | {cost.cpu_s * 1000:.0f} | {cost.wall_s * 1000:.0f} | {cost.rss_mb:.0f} |" for name, cost in rows]
    return "\n".join(lines)


def costs(rows):
    lines = [
        "| accounts | tool | CPU s | wall s | memory MB | requests | " + " | ".join(SERVICES) + " | other |",
        "| ---: | --- | ---: | ---: | ---: | ---: |" + " ---: |" * (len(SERVICES) + 1),
    ]
    for accounts, tool, cost in rows:
        by_service = collections.Counter()
        for call, count in cost.requests.items():
            service = call.split(":")[0]
            by_service[service if service in SERVICES else "other"] += count
        counts = " | ".join(str(by_service[service]) for service in (*SERVICES, "other"))
        figures = " | ".join("–" if figure is None else format(figure, digits) for figure, digits in ((cost.cpu_s, ".2f"), (cost.wall_s, ".2f"), (cost.rss_mb, ".0f")))
        lines.append(f"| {accounts} | {tool} | {figures} | {sum(cost.requests.values())} | {counts} |")
    return "\n".join(lines)


def operations(rows):
    """Requests by operation for the most accounts: one column for each tool, its builds told once."""
    most = max(accounts for accounts, _, _ in rows)
    columns = {}
    for accounts, tool, cost in rows:
        if accounts == most:
            columns.setdefault(tool.split(",")[0], cost.requests)
    calls = sorted({call for requests in columns.values() for call in requests})
    lines = [
        f"| request, {most} accounts | " + " | ".join(columns) + " |",
        "| --- |" + " ---: |" * len(columns),
    ]
    lines += [f"| {call} | " + " | ".join(str(requests.get(call, 0)) for requests in columns.values()) + " |" for call in calls]
    return "\n".join(lines)
