"""A rehearsal: moto_server instead of AWS, with the organization, bus and topics that the baseline would have made."""
import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from awscli_calls import Aws
from names import Names
from release import ReleaseFault
from stacks import Stack, Stacks

# What moto's CloudFormation cannot do, the tests teach it; the same for a rehearsal.
LESSONS = pathlib.Path(__file__).resolve().parents[2] / "tests" / "EndToEnd.Tests"
FILES = ("Blueprints/stand-ins.py", "Blueprints/removals.py", "Deploying/lessons.py")
PATIENCE_SECONDS = 60


@contextlib.contextmanager
def rehearse(names: Names, tell):
    """Calls of AWS go to moto until the end. Nothing outside of it is touched."""
    server = shutil.which("moto_server")
    if server is None:
        raise ReleaseFault("moto_server is not on the PATH — pip install 'moto[server]'")
    if not all((LESSONS / file).is_file() for file in FILES):
        raise ReleaseFault(f"a rehearsal needs a checkout: {LESSONS} teaches moto what it lacks")
    with tempfile.TemporaryDirectory(prefix="secret-scoops-") as desk:
        pathlib.Path(desk, "sitecustomize.py").write_text("\n".join((LESSONS / file).read_text(encoding="utf-8") for file in FILES), encoding="utf-8")
        log = pathlib.Path(desk, "moto.log")
        with log.open("w", encoding="utf-8") as output:
            moto = subprocess.Popen(
                [server, "-H", "127.0.0.1", "-p", "0"], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env=os.environ | {"PYTHONPATH": desk, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1", "MOTO_EC2_LOAD_DEFAULT_AMIS": "false"})
        before = dict(os.environ)
        try:
            os.environ.update({
                "AWS_ENDPOINT_URL": address(moto, log), "AWS_ACCESS_KEY_ID": "rehearsal", "AWS_SECRET_ACCESS_KEY": "rehearsal", "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull})
            for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
                os.environ.pop(name, None)
            furnish(Aws(names.region), names)
            tell(f"rehearsing on moto at {os.environ['AWS_ENDPOINT_URL']}; nothing of AWS is touched")
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
            moto.terminate()
            moto.wait()


def address(moto, log):
    """Where it listens: it says so when it accepts connections."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and moto.poll() is None:
        if line := re.search(r"Running on (http://127\.0\.0\.1:\d+)", log.read_text(encoding="utf-8")):
            return line.group(1)
        time.sleep(0.1)
    raise ReleaseFault(f"moto_server did not start: {log.read_text(encoding='utf-8')[-1000:]}")


def enlarge(names, here, tell):
    """What an administrator of a large organization brings by hand."""
    stacks = Stacks(Aws(names.region), tell, names.tags)
    stacks.bring(Stack(f"{names.prefix}github", here / "github.yaml", {"Repository": "secret-scoops/governance", "RepositoryId": "1"}))
    stacks.bring(Stack(names.scale_roles, here / "scale-roles.yaml"))


def furnish(aws, names):
    """What ./baseline apply leaves, as far as the stacks ask for it."""
    aws.call("organizations", "create-organization", "--feature-set", "ALL")
    root = aws.call("organizations", "list-roots")["Roots"][0]["Id"]
    for environment, unit in names.units.items():
        at = root
        for part in unit.split("/"):
            at = aws.call("organizations", "create-organizational-unit", "--parent-id", at, "--name", part)["OrganizationalUnit"]["Id"]
        made = aws.call("organizations", "create-account", "--account-name", environment, "--email", f"{environment}@example.com")["CreateAccountStatus"]["AccountId"]
        aws.call("organizations", "move-account", "--account-id", made, "--source-parent-id", root, "--destination-parent-id", at)
    aws.call("cloudformation", "activate-organizations-access")
    aws.call("events", "create-event-bus", "--name", names.bus)
    for topic in names.topics:
        aws.call("sns", "create-topic", "--name", topic)
    bucket = names.access_logs(aws.call("sts", "get-caller-identity")["Account"])
    aws.call("s3api", "create-bucket", "--bucket", bucket, "--create-bucket-configuration", f"LocationConstraint={aws.region}")
    # moto asks for this where AWS asks for a policy.
    aws.call("s3api", "put-bucket-acl", "--bucket", bucket, "--acl", "log-delivery-write")
