"""The tables in docs/performance.md, each between marks of its own."""

import pathlib

DOCUMENT = pathlib.Path(__file__).resolve().parents[2] / "docs/performance.md"


def put(name, text):
    """Replaces the table of a benchmark."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, rest = DOCUMENT.read_text().split(begin)
    DOCUMENT.write_text(f"{before}{begin}\n{text}\n{end}{rest.split(end)[1]}")
