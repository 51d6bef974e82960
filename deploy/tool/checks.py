"""What must hold before anything is touched. All of it is looked at, so that all can be mended at once."""
from awscli_calls import Aws, CallFailed
from plan import OTHERS, account_of, lacking, unit_id
from stacks import Stacks

SETTLED = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE")


def findings(aws, names, release, environment, removing):
    """Each says what is wrong and how to mend it."""
    if not Aws.is_there():
        return ["the AWS CLI is not on the PATH — install it: https://aws.amazon.com/cli"]
    try:
        account = account_of(aws)
        organization = aws.call("organizations", "describe-organization")["Organization"]
    except CallFailed as failed:
        return [f"{failed} — sign in to the root account of the organization first"]
    if organization["MasterAccountId"] != account:
        return [f"these credentials are of account {account}, and the organization's root account is {organization['MasterAccountId']} — sign in there"]

    found = []
    if not removing:
        found += list(of_the_baseline(aws, names, account, environment))
    found += list(of_stacks(aws, names, environment, removing))
    if not removing:
        found += list(of_the_ladder(aws, names, release, environment))
    return found


def of_the_baseline(aws, names, account, environment):
    """What ./baseline apply makes."""
    apply = "apply the baseline first: ./baseline apply"
    if aws.ask("events", "describe-event-bus", "--name", names.bus, missing=("ResourceNotFoundException",)) is None:
        yield f"there is no event bus {names.bus} in {names.region} — {apply}"
    topics = {each["TopicArn"].split(":")[-1] for each in aws.call("sns", "list-topics")["Topics"]}
    for topic in names.topics:
        if topic not in topics:
            yield f"there is no topic {topic} in {names.region} — {apply}"
    if aws.ask("s3api", "head-bucket", "--bucket", names.access_logs(account), missing=("404", "403", "NoSuchBucket")) is None:
        yield f"there is no bucket {names.access_logs(account)} for access logs, or not for us — {apply}"
    if unit_id(aws, names, environment) is None:
        yield f"the organization has no unit {names.units[environment]}, which environments/{environment}.json names — {apply}"
    try:
        trusted = aws.call("cloudformation", "describe-organizations-access")["Status"]
    except CallFailed as failed:
        trusted = str(failed)
    if trusted != "ENABLED":
        yield f"StackSets may not work with the organization yet ({trusted}) — once: aws cloudformation activate-organizations-access --region {names.region}"


def of_stacks(aws, names, environment, removing):
    """Stacks that CloudFormation would not change."""
    stacks = Stacks(aws, print, names.tags)
    kinds = ("remediation", "alarms", "members")
    shared = [names.foundation] + ([f"{names.prefix}reports", f"{names.prefix}member", names.scale] if environment == "prod" else [])
    for name in shared + [names.stack(kind, environment) for kind in kinds]:
        status = (stacks.describe(name) or {"StackStatus": SETTLED[0]})["StackStatus"]
        if status in ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED") and not removing:
            yield f"stack {name} is {status}: it was never whole — see its events, then: aws cloudformation delete-stack --stack-name {name} --region {names.region}"
        elif status.endswith("_IN_PROGRESS"):
            yield f"stack {name} is {status}: somebody else is at it — wait until it has settled"
        elif status == "UPDATE_ROLLBACK_FAILED":
            yield f"stack {name} is {status} — aws cloudformation continue-update-rollback --stack-name {name} --region {names.region}"


def of_the_ladder(aws, names, release, environment):
    """UAT and PROD take what DEV had, and PROD what UAT had; which is to say: the same bytes."""
    if environment not in ("uat", "prod"):
        return
    stacks = Stacks(aws, print, names.tags)
    if stacks.describe(names.foundation) is None:
        yield f"nothing is deployed yet — begin with DEV, which makes what all environments share"
        return
    for each in lacking(aws, names, release, names.folder.parent / "deploy"):
        yield f"DEV has never had {each.key} — deploy this release to DEV first; {environment.upper()} takes only the same bytes"
    before = OTHERS[0] if environment == "uat" else OTHERS[1]
    if stacks.describe(names.stack("remediation", before)) is None:
        yield f"{before.upper()} has no functions — deploy {before.upper()} before {environment.upper()}"
