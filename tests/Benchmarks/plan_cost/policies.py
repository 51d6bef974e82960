"""The repository's own policies, with as many accounts as asked for."""

import json
import pathlib
import shutil

# What moto and Terraform can both hold: the organization, its guardrails and who has access.
ORGANIZATION = ("landing-zone.json", "limits.json", "organization.json", "groups.json")
GUARDRAILS = ("scp", "rcp")
ENVIRONMENT = ("$schema", "description", "organizationalUnit", "guardrails", "access")


def with_accounts(source, folder, count):
    """Copies the policies and lets the declared accounts stand model, in turn, for `count` of them. Exemptions name accounts that are then not there."""
    shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("exemptions"))
    edit(pathlib.Path(folder, "organization.json"), lambda organization: organization | {"accounts": [
        model | {"name": f'{model["name"]}-{index:03}', "email": f"aws+{index:03}@secretscoops.example"}
        for index, model in ((index, organization["accounts"][index % len(organization["accounts"])]) for index in range(count))
    ]})


def organization_only(folder):
    """Takes out of copied policies what is not the organization, its service and resource control policies, or access."""
    folder = pathlib.Path(folder)
    # Its controls name rules and guardrails that are then not there.
    shutil.rmtree(folder / "controls")
    for path in folder.glob("*.json"):
        if path.name not in ORGANIZATION:
            path.unlink()
    for path in folder.glob("guardrails/*.json"):
        if json.loads(path.read_text())["type"] not in GUARDRAILS:
            path.unlink()
    kept = {path.stem for path in folder.glob("guardrails/*.json")}
    for path in folder.glob("environments/*.json"):
        edit(path, lambda environment: {
            key: {name: on for name, on in value.items() if name in kept} if key == "guardrails" else value
            for key, value in environment.items() if key in ENVIRONMENT
        })
    edit(folder / "landing-zone.json", lambda zone: zone | {"policyTypes": [each for each in zone["policyTypes"] if each in GUARDRAILS]})


def edit(path, change):
    """Rewrites one JSON file."""
    path.write_text(json.dumps(change(json.loads(path.read_text())), indent=2))
