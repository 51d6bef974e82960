"""
The same fix as many write it: a Python function with boto3. It reads, judges, writes its ledger on condition, puts, reads again and publishes; it reads nothing but the block,
keeps no state before, and assumes the role without a session policy. It speaks the runtime API by itself, so that no package but boto3 counts.
"""

import http.client
import json
import os
import time

import boto3
import botocore.client
from botocore.exceptions import ClientError

WHOLE = {name: True for name in ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")}
in_calls = 0.0


def timed(call):
    def wrapped(*arguments, **keywords):
        global in_calls
        begun = time.perf_counter()
        try:
            return call(*arguments, **keywords)
        finally:
            in_calls += time.perf_counter() - begun
    return wrapped


botocore.client.BaseClient._make_api_call = timed(botocore.client.BaseClient._make_api_call)
sts, dynamodb, sns, sqs = (boto3.client(name) for name in ("sts", "dynamodb", "sns", "sqs"))


def block_of(s3, bucket):
    try:
        return s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    except ClientError as absent:
        if absent.response["Error"]["Code"] != "NoSuchPublicAccessBlockConfiguration":
            raise
        return None


def fix(body):
    detail = json.loads(body)["detail"]
    if detail["newEvaluationResult"]["complianceType"] != "NON_COMPLIANT":
        return
    account, bucket = detail["awsAccountId"], detail["resourceId"]
    role = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/{os.environ['ROLE']}", RoleSessionName="remediation")["Credentials"]
    s3 = boto3.client("s3", aws_access_key_id=role["AccessKeyId"], aws_secret_access_key=role["SecretAccessKey"], aws_session_token=role["SessionToken"])
    if block_of(s3, bucket) == WHOLE:
        return
    dynamodb.put_item(TableName=os.environ["TABLE"], Item={"pk": {"S": bucket}, "sk": {"S": json.loads(body)["id"]}}, ConditionExpression="attribute_not_exists(pk)")
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=WHOLE)
    if block_of(s3, bucket) != WHOLE:
        raise RuntimeError("not fixed")
    sns.publish(TopicArn=os.environ["TOPIC"], Subject="fixed", Message=bucket)


def handle(batch):
    global in_calls
    failed = []
    for record in batch["Records"]:
        begun, in_calls = time.perf_counter(), 0.0
        try:
            fix(record["body"])
        except Exception as fault:
            print(fault, flush=True)
            failed.append({"itemIdentifier": record["messageId"]})
        print(json.dumps({"message": "done", "took": (time.perf_counter() - begun) * 1000, "inCalls": in_calls * 1000}), flush=True)
    return {"batchItemFailures": failed}


def main():
    api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    while True:
        api.request("GET", "/2018-06-01/runtime/invocation/next")
        invocation = api.getresponse()
        answer = handle(json.loads(invocation.read()))
        api.request("POST", f"/2018-06-01/runtime/invocation/{invocation.headers['Lambda-Runtime-Aws-Request-Id']}/response", json.dumps(answer))
        api.getresponse().read()


if __name__ == "__main__":
    main()
