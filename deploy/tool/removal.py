"""Takes an environment's stacks away, in the order in which nobody is left without a guard and nothing names what is gone."""
import json

from plan import OTHERS, account_of, with_functions
from stacks import Stack

MOST_AT_ONCE = 1000


def remove(aws, stacks, names, environment, tell):
    """Stacks that are not there are passed over, so that it can be repeated."""
    prod = stacks.describe(names.stack("remediation", "prod"))
    if environment in OTHERS and prod:
        # First PROD's function answers for the environment, then its own goes: for a moment both do, and never none.
        others = [each for each in with_functions(stacks, names) if each != environment]
        stacks.bring(Stack(prod["StackName"], None, {"Others": ",".join(others)}, environment="prod"))

    if environment == "prod":
        # Its rights hang on the role of the function that sweeps, and its roles hold policies of github.yaml.
        if stacks.describe(names.scale):
            empty(aws, names.map_results(account_of(aws)))
            stacks.delete(names.scale)
        stacks.delete(names.scale_roles)
    for kind in ("alarms", "remediation", "members"):
        stacks.delete(names.stack(kind, environment))
    kept = []
    if environment == "prod":
        stacks.delete(f"{names.prefix}member")
        if stacks.delete(f"{names.prefix}reports"):
            kept += [f"bucket {names.prefix}reports-{account_of(aws)}-{names.region}", "the keys of reports"]
    if not any(stacks.describe(names.stack("remediation", each)) for each in ("dev", "uat", "prod")) and stacks.describe(names.foundation):
        empty(aws, names.artifacts(account_of(aws)))
        stacks.delete(names.foundation)
        kept += [f"table {names.ledger}", "the key it is encrypted with"]
    tell(f"{environment.upper()} is removed" + (f"; kept as evidence: {', '.join(kept)}; and buckets for access logs in member accounts" if kept else "; kept: buckets for access logs in member accounts"))


def empty(aws, bucket):
    """All versions of all objects: a release can be built again, and a bucket with something in it cannot be removed."""
    while True:
        page = aws.call("s3api", "list-object-versions", "--bucket", bucket, "--max-items", MOST_AT_ONCE)
        there = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in page.get("Versions", []) + page.get("DeleteMarkers", [])]
        if not there:
            return
        aws.call("s3api", "delete-objects", "--bucket", bucket, "--delete", json.dumps({"Objects": there[:MOST_AT_ONCE], "Quiet": True}))
