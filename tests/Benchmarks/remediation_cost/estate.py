"""An organization in the sandbox with all that the function works with."""

import concurrent.futures
import json
import pathlib
import shutil
import subprocess

import boto3
from botocore.config import Config

ROOT = pathlib.Path(__file__).resolve().parents[3]
HOST = ["dotnet", str(ROOT / "artifacts/bin/Benchmarks/release/SecretScoops.Benchmarks.dll"), "sandbox", "0", "lenient"]
REGION = "eu-west-1"
MANY = 100_000


def policies(folder):
    """The repository's own, but no cap and no storm: they would end a measurement as they are meant to."""
    shutil.copytree(ROOT / "policies", folder)
    path = pathlib.Path(folder, "remediations.json")
    declared = json.loads(path.read_text())
    declared["limits"] = {"perAccountAnHour": MANY, "perControlAnHour": MANY}
    declared["storm"] = {"alertsAnHour": MANY}
    path.write_text(json.dumps(declared))
    return declared


class Estate:
    """The sandbox in a process of its own."""

    def __enter__(self):
        self.declared = json.loads((ROOT / "policies/remediations.json").read_text())
        self.process = subprocess.Popen(HOST, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        organizations = self.client("organizations")
        organizations.create_organization(FeatureSet="ALL")
        created = organizations.create_account(AccountName="prod", Email="aws+prod@secretscoops.example")["CreateAccountStatus"]["Id"]
        self.account = organizations.describe_create_account_status(CreateAccountRequestId=created)["CreateAccountStatus"]["AccountId"]
        self.home = self.client("sts").get_caller_identity()["Account"]
        # Twelve digits for a key are that account's administrator, says the sandbox.
        self.s3 = self.client("s3", self.account)
        path, name = f"/{self.declared['role']}".rsplit("/", 1)
        trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{self.home}:root"}, "Action": "sts:AssumeRole"}]}
        self.client("iam", self.account).create_role(Path=f"{path}/", RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
        for table in (self.declared["table"], "peer"):
            self.client("dynamodb").create_table(
                TableName=table, BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
                AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")])
        topics = json.loads((ROOT / "policies/alerts.json").read_text())["topics"]
        self.topics = [self.client("sns").create_topic(Name=topic["name"])["TopicArn"] for topic in topics.values()]
        self.dead = self.client("sqs").create_queue(QueueName=self.declared["deadLetterQueue"])["QueueUrl"]
        return self

    def client(self, service, key="AKIAEMULATED00000000"):
        return boto3.client(service, endpoint_url=self.url, region_name=REGION, aws_access_key_id=key, aws_secret_access_key="not-a-secret",
                            config=Config(s3={"addressing_style": "path"}, max_pool_connections=20))

    def open_buckets(self, names):
        """Buckets that anybody may be let into."""
        def make(name):
            self.s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
            self.s3.delete_public_access_block(Bucket=name)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(make, names))

    def is_blocked(self, name):
        try:
            return all(self.s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"].values())
        except self.s3.exceptions.ClientError:
            return False

    def event(self, bucket, number=0, compliance="NON_COMPLIANT", account=None):
        """AWS Config's event about a bucket."""
        account = account or self.account
        control = "buckets-public-access-blocked"
        return json.dumps({
            "version": "0", "id": f"event-{bucket}-{number}", "detail-type": "Config Rules Compliance Change", "source": "aws.config", "account": account, "time": "2026-11-26T03:00:00Z",
            "region": REGION, "resources": [],
            "detail": {
                "resourceId": bucket, "awsRegion": REGION, "awsAccountId": account, "configRuleName": control, "recordVersion": "1.0",
                "configRuleARN": f"arn:aws:config:{REGION}:{account}:config-rule/config-rule-abcdef", "messageType": "ComplianceChangeNotification",
                "newEvaluationResult": {"complianceType": compliance}, "notificationCreationTime": "2026-11-26T03:00:00.000Z", "resourceType": "AWS::S3::Bucket",
            },
        })

    def asked(self):
        """How often which operation was asked for since this was last called."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())["operations"]

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)


def batch(bodies, receives=1):
    """As the event source mapping hands it over."""
    return {"Records": [
        {"messageId": str(number), "receiptHandle": "handle", "body": body, "attributes": {"ApproximateReceiveCount": str(receives), "SentTimestamp": "1795661999000"},
         "messageAttributes": {}, "eventSource": "aws:sqs", "eventSourceARN": f"arn:aws:sqs:{REGION}:123456789012:secret-scoops-remediation", "awsRegion": REGION}
        for number, body in enumerate(bodies)]}
