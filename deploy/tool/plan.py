"""Which stacks an environment has, in which order, with which values; and the bytes that they run."""
import hashlib

from stacks import Stack, StackFailed

OTHERS = ("dev", "uat")
MISSING = ("404", "NoSuchKey", "NotFound")


def account_of(aws):
    return aws.call("sts", "get-caller-identity")["Account"]


def member_key(here):
    return f"member/{hashlib.sha256((here / 'member.yaml').read_bytes()).hexdigest()}.yaml"


def with_functions(stacks, names):
    """Environments below PROD that have functions of their own."""
    return [each for each in OTHERS if stacks.describe(names.stack("remediation", each))]


def sweep_schedule_state(stacks, names):
    """Of remediation.yaml's own schedule: it rests where scale.yaml has one, or the organization would be swept twice."""
    return "DISABLED" if stacks.describe(names.scale) else "ENABLED"


def unit_id(aws, names, environment):
    """The id of the environment's organizational unit; None where there is none."""
    at = aws.call("organizations", "list-roots")["Roots"][0]["Id"]
    for part in names.units[environment].split("/"):
        units = aws.call("organizations", "list-organizational-units-for-parent", "--parent-id", at)["OrganizationalUnits"]
        at = next((unit["Id"] for unit in units if unit["Name"] == part), None)
        if at is None:
            return None
    return at


def stacks_of(aws, stacks, names, release, environment, here, adopt_access_logs):
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
        "TemplateBucket": names.artifacts(account), "TemplateKey": member_key(here), "AccessLogs": str(not adopt_access_logs).lower()}, environment=environment)
    yield Stack(names.stack("remediation", environment), here / "remediation.yaml", {
        **common, **policies, "Environment": environment, "Others": ",".join(with_functions(stacks, names)) if production else "", "Foundation": names.foundation,
        "Path": names.path, "MemberRole": names.member_role, "Topics": names.topic_prefix, "TopicsKey": names.topics_key,
        "SweepScheduleState": sweep_schedule_state(stacks, names) if production else "ENABLED",
        "CodeBucket": names.artifacts(account), "CodeKey": release.key, "Architecture": release.architecture}, environment=environment)
    yield Stack(names.stack("alarms", environment), here / "alarms.yaml", {
        **common, "Environment": environment, "Topics": names.topic_prefix, "Queue": names.queue, "DeadLetters": names.dead_letters, "Ledger": names.ledger, "SweepHours": names.sweep_hours}, environment=environment)


def has_bytes(aws, names, key):
    bucket = names.artifacts(account_of(aws))
    return aws.ask("s3api", "head-object", "--bucket", bucket, "--key", key, missing=MISSING) is not None


def put_release(aws, names, release, environment, here, tell):
    """DEV puts the bytes where UAT and PROD look for them. S3 refuses them when they arrive as others."""
    if environment != "dev":
        return
    bucket, template = names.artifacts(account_of(aws)), here / "member.yaml"
    for key, path, sha256 in ((release.key, release.path, release.sha256), (member_key(here), template, None)):
        if not has_bytes(aws, names, key):
            check = ["--checksum-sha256", sha256] if sha256 else ["--checksum-algorithm", "SHA256"]
            aws.call("s3api", "put-object", "--bucket", bucket, "--key", key, "--body", path, *check)
            tell(f"{bucket}: put {key}")


def verify(aws, names, release, environment):
    """What Lambda runs is what was deployed."""
    for function in names.functions(environment):
        runs = aws.call("lambda", "get-function-configuration", "--function-name", function)["CodeSha256"]
        if runs != release.sha256:
            raise StackFailed(f"{function} runs other bytes ({runs}) than were deployed ({release.sha256}) — somebody changed it by hand, or at the same time")
