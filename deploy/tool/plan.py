"""Which stacks an environment has, in which order, with which values; and the bytes that they run."""
from release import Stored
from stacks import Stack, StackFailed

OTHERS = ("dev", "uat")
MACHINES = ("sweep", "apply", "report")


def account_of(aws):
    return aws.call("sts", "get-caller-identity")["Account"]


def member_template(here):
    return Stored("member", here / "member.yaml")


def definition(here, machine):
    return Stored("state-machines", here / "state-machines" / f"{machine}.asl.json")


def bytes_of(release, here):
    """All that stacks take from the bucket of released bytes."""
    return [release.remediation, release.baseline, member_template(here), *(definition(here, machine) for machine in MACHINES)]


def with_functions(stacks, names):
    """Environments below PROD that have functions of their own."""
    return [each for each in OTHERS if stacks.describe(names.stack("remediation", each))]


def is_large(stacks, names, environment):
    """Whether PROD gets scale.yaml: an administrator has made its roles, which no pipeline can."""
    return environment == "prod" and stacks.describe(names.scale_roles) is not None


def unit_id(aws, names, environment):
    """The id of the environment's organizational unit; None where there is none."""
    at = aws.call("organizations", "list-roots")["Roots"][0]["Id"]
    for part in names.units[environment].split("/"):
        units = aws.call("organizations", "list-organizational-units-for-parent", "--parent-id", at)["OrganizationalUnits"]
        at = next((unit["Id"] for unit in units if unit["Name"] == part), None)
        if at is None:
            return None
    return at


def stacks_of(aws, stacks, names, release, environment, here, adopt_access_logs, large):
    """One after another, since a later one may ask what an earlier one made."""
    account = account_of(aws)
    common = {"NamePrefix": names.prefix}
    policies = {"Bus": names.bus, "Queue": names.queue, "DeadLetters": names.dead_letters, "Ledger": names.ledger}
    production = environment == "prod"

    # Whoever comes first makes what all share; only PROD, which needs an approval, changes it.
    if production or stacks.describe(names.foundation) is None:
        yield Stack(names.foundation, here / "foundation.yaml", {**common, **policies, "Path": names.path, "MemberRole": names.member_role}, keeps=True)
    member = {**common, "HomeRegion": names.region, "Path": names.path, "RoleName": names.role_name}
    if production:
        yield Stack(f"{names.prefix}reports", here / "reports.yaml", common, keeps=True)
        # StackSets never reach the root account, and its bucket for access logs is the baseline's.
        yield Stack(f"{names.prefix}member", here / "member.yaml", {**member, "Environment": "root", "ManagementAccount": account, "OperatorPath": f"/{names.managed_by}/", "AccessLogs": "false"})
    yield Stack(names.stack("members", environment), here / "members.yaml", {
        **member, "Environment": environment, "Unit": unit_id(aws, names, environment), "Regions": ",".join(names.regions),
        "TemplateBucket": names.artifacts(account), "TemplateKey": member_template(here).key, "AccessLogs": str(not adopt_access_logs).lower()}, environment=environment)
    yield Stack(names.stack("remediation", environment), here / "remediation.yaml", {
        **common, **policies, "Environment": environment, "Others": ",".join(with_functions(stacks, names)) if production else "", "Foundation": names.foundation,
        "Path": names.path, "MemberRole": names.member_role, "Topics": names.topic_prefix, "TopicsKey": names.topics_key,
        # Where scale.yaml sweeps, the organization would else be swept twice.
        "SweepScheduleState": "DISABLED" if large else "ENABLED",
        "CodeBucket": names.artifacts(account), "CodeKey": release.remediation.key, "Architecture": release.architecture}, environment=environment)
    yield Stack(names.stack("alarms", environment), here / "alarms.yaml", {
        **common, "Environment": environment, "Topics": names.topic_prefix, "Queue": names.queue, "DeadLetters": names.dead_letters, "Ledger": names.ledger, "SweepHours": names.sweep_hours}, environment=environment)
    if large:
        yield Stack(names.scale, here / "scale.yaml", {
            **common, "Foundation": names.foundation, "Roles": names.scale_roles, "Path": names.path, "Topics": names.topic_prefix, "Bus": names.bus, "DeadLetters": names.dead_letters,
            "CodeBucket": names.artifacts(account), "CodeKey": release.baseline.key, "Architecture": release.architecture,
            **{f"{machine.capitalize()}Definition": definition(here, machine).key for machine in MACHINES}})


def lacking(aws, names, release, here):
    """What the bucket has never had of these bytes."""
    there = set(aws.call("s3api", "list-objects-v2", "--bucket", names.artifacts(account_of(aws)), "--query", "Contents[].Key"))
    return [each for each in bytes_of(release, here) if each.key not in there]


def put_release(aws, names, release, environment, here, tell):
    """DEV puts the bytes where UAT and PROD look for them. S3 refuses them when they arrive as others, or a second time."""
    if environment != "dev":
        return
    bucket = names.artifacts(account_of(aws))
    for each in lacking(aws, names, release, here):
        aws.call("s3api", "put-object", "--bucket", bucket, "--key", each.key, "--body", each.path, "--checksum-sha256", each.sha256, "--if-none-match", "*")
        tell(f"{bucket}: put {each.key}")


def verify(aws, names, release, environment, large):
    """What Lambda runs is what was deployed."""
    deployed = [(function, release.remediation) for function in names.functions(environment)] + [(function, release.baseline) for function in names.workers() if large]
    for function, code in deployed:
        runs = aws.call("lambda", "get-function-configuration", "--function-name", function)["CodeSha256"]
        if runs != code.sha256:
            raise StackFailed(f"{function} runs other bytes ({runs}) than were deployed ({code.sha256}) — somebody changed it by hand, or at the same time")
