"""The repository's own policies, with as many accounts as asked for."""

import json
import pathlib
import shutil


def with_accounts(source, folder, count):
    """Copies the policies and lets the declared accounts stand model, in turn, for `count` of them."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    path = pathlib.Path(folder, "organization.json")
    organization = json.loads(path.read_text())
    models = organization["accounts"]
    organization["accounts"] = [
        models[index % len(models)] | {"name": f'{models[index % len(models)]["name"]}-{index:03}', "email": f"aws+{index:03}@secretscoops.example"}
        for index in range(count)
    ]
    path.write_text(json.dumps(organization, indent=2))
