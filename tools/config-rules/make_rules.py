#!/usr/bin/env python3
"""Makes src/Governance/ConfigRules/managed-rules.txt: AWS Config's managed rules, their triggers, resource types and parameters.

The facts are those of the AWS Config Developer Guide ("List of AWS Config Managed Rules" and the page of each rule), as collected by moto
(Apache-2.0, moto/config/resources/aws_managed_rules.json, which its maintainers make from those pages). No prose is taken over.

usage: python3 tools/config-rules/make_rules.py YYYY-MM     (needs moto; the date goes into the file)
"""
import gzip
import json
import pathlib
import sys

import moto

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parents[1] / "src/Governance/ConfigRules/managed-rules.txt"
SOURCE = pathlib.Path(moto.__file__).parent / "config/resources/aws_managed_rules.json.gz"


def trigger(text):
    return ("C" if "onfiguration changes" in text else "") + ("P" if "Periodic" in text else "")


def only(text):
    return "us-east-1" if text == "Only available in US East (N. Virginia) Region" else ""


def parameter(p):
    mark = "" if p["Optional"] else "!"
    default = "=" + p["Default"] if p.get("Default") is not None else ""
    return f"{p['Name']}{mark}:{p['Type']}{default}"


def main():
    rules = json.loads(gzip.decompress(SOURCE.read_bytes()))["ManagedRules"]
    lines = [
        f"# AWS Config Developer Guide, List of AWS Config Managed Rules, by way of moto {moto.__version__}; read {sys.argv[1]}",
        "# identifier|trigger (C: configuration changes, P: periodic)|resource types|parameters (!: required, then its type, then =default)|the one region that has it",
    ]
    for name, rule in sorted(rules.items()):
        types = ",".join(t for t in rule.get("Resource Types", "").split(", ") if t)
        lines.append("|".join([name, trigger(rule["Trigger type"]), types, ";".join(parameter(p) for p in rule["Parameters"]), only(rule["AWS Region"])]))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("\n".join(lines) + "\n")


main()
