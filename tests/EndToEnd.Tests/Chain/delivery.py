# Run after Deploying/lessons.py. moto's EventBridge holds events against patterns and hands them on to buses and queues, and its queues call functions (5.2.1). What it leaves out on
# the way is done here: what crosses to another bus stays what it was, a policy that does not let it through stops it, and a function is run.
import copy
import datetime
import json
import os
import re
import sys
import urllib.request

FIELDS = ("version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail")


def listed(value):
    return value if isinstance(value, list) else [value]


def is_like(pattern, text):
    return re.fullmatch("".join({"*": ".*", "?": "."}.get(each, re.escape(each)) for each in pattern), text) is not None


def holds(operator, key, values, context):
    """Of IAM's conditions those that policies of buses, queues and roles here have. What is not known of the call holds nothing."""
    told = context.get(key)
    if operator in ("StringEquals", "Bool"):
        return told in listed(values)
    if operator in ("StringLike", "ArnLike", "ArnEquals"):
        return told is not None and any(is_like(each, told) for each in listed(values))
    raise NotImplementedError(f"condition {operator} of {key}")


def allows(policy, action, principal, resource, context):
    """Whether a policy lets a principal, such as ("Service", "events.amazonaws.com"), do something."""
    def speaks(statement):
        named = statement.get("Principal", "*")
        return (any(is_like(each, action) for each in listed(statement["Action"]))
                and any(is_like(each, resource) for each in listed(statement.get("Resource", "*")))
                and (named == "*" or principal[1] in listed(named.get(principal[0], [])) or "*" in listed(named.get("AWS", [])))
                and all(holds(operator, key, values, context) for operator, keys in statement.get("Condition", {}).items() for key, values in keys.items()))

    statements = listed((json.loads(policy) if isinstance(policy, str) else policy or {}).get("Statement", []))
    return any(speaks(each) for each in statements if each["Effect"] == "Allow") and not any(speaks(each) for each in statements if each["Effect"] == "Deny")


def events_are_delivered():
    from moto.events.models import EventBus, Rule, events_backends
    from moto.iam.models import iam_backends
    from moto.organizations.models import organizations_backends
    from moto.sqs.models import sqs_backends
    from moto.utilities.arns import parse_arn

    def organization_of(account):
        owner, partition = organizations_backends.master_accounts.get(account, (account, "aws"))
        return organizations_backends[owner][partition].org.id

    def role_lets(rule, target):
        # Another account's bus is written to with a role of the rule's own account (EventBridge User Guide, "Sending and receiving events between AWS accounts", read 2026-11).
        arn = target.get("RoleArn", "")
        role = next((each for each in iam_backends[rule.account_id]["aws"].roles.values() if each.arn == arn), None)
        if role is None or not allows(role.assume_role_policy_document, "sts:AssumeRole", ("Service", "events.amazonaws.com"), arn, {"aws:SourceAccount": rule.account_id, "aws:SourceArn": rule.arn}):
            return False
        return any(allows(each, "events:PutEvents", ("AWS", arn), target["Arn"], {}) for each in role.policies.values())

    def refused(rule, target):
        print(f"not delivered: {rule.arn} to {target['Arn']}: a policy is in the way", file=sys.stderr)

    def send(self, event, transform_input=True):
        if self.state == "DISABLED" or not self.event_pattern.matches_event(event):
            return
        for target in self.targets:
            arn = parse_arn(target["Arn"])
            if arn.service == "sqs":
                queue = next((each for each in sqs_backends[arn.account][arn.region].queues.values() if each.queue_arn == target["Arn"]), None)
                if queue is None or not allows(queue.policy, "sqs:SendMessage", ("Service", "events.amazonaws.com"), target["Arn"], {"aws:SourceArn": self.arn, "aws:SecureTransport": "true"}):
                    refused(self, target)
                    continue
                sqs_backends[arn.account][arn.region].send_message(queue.name, json.dumps(event))
            elif arn.service == "events":
                bus = events_backends[arn.account][arn.region].event_buses.get(arn.resource_id)
                context = {"aws:PrincipalOrgID": organization_of(self.account_id), "aws:PrincipalArn": target.get("RoleArn"), "aws:SourceAccount": self.account_id, "aws:SourceArn": self.arn}
                if bus is None or (arn.account != self.account_id and not (role_lets(self, target) and allows(bus.policy, "events:PutEvents", ("AWS", self.account_id), target["Arn"], context))):
                    refused(self, target)
                    continue
                for rule in bus.rules.values():
                    rule.send_to_targets(copy.deepcopy(event))

    def enter(self, event, transform_input=True):
        # As services write it, without what moto adds and with the time as text.
        event = {key: event[key] for key in FIELDS}
        if not isinstance(event["time"], str):
            event["time"] = datetime.datetime.fromtimestamp(float(event["time"]), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        send(self, event)

    Rule.send_to_targets = enter

    # moto drops every statement of a policy that names a principal once more.
    def keep(self, policy):
        self.whole = json.dumps(policy)

    EventBus.add_policy = keep
    EventBus.policy = property(lambda self: self.__dict__.get("whole"))
    removed = EventBus.remove_statements

    def forget(self):
        self.__dict__.pop("whole", None)
        removed(self)

    EventBus.remove_statements = forget


def queues_have_policies():
    from moto.core.common_models import CloudFormationModel
    from moto.sqs.models import sqs_backends

    class QueuePolicy(CloudFormationModel):
        # moto's view is by the second part of this.
        __module__ = "moto.chain.models"

        def __init__(self, properties, account, region):
            self.queues = [sqs_backends[account][region].get_queue(url.split("/")[-1]) for url in properties["Queues"]]
            for queue in self.queues:
                queue.policy = json.dumps(properties["PolicyDocument"])

        @property
        def physical_resource_id(self):
            return f"policy-of-{self.queues[0].name}"

        @staticmethod
        def cloudformation_name_type():
            return None

        @staticmethod
        def cloudformation_type():
            return "AWS::SQS::QueuePolicy"

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            return cls(cloudformation_json["Properties"], account_id, region_name)

        @classmethod
        def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
            return cls(cloudformation_json["Properties"], account_id, region_name)

        def is_created(self):
            return True


def functions_are_run():
    """Whatever listens at the address in the variable runs the function; it says whether that failed as Lambda does, in a header."""
    from moto.awslambda.models import LambdaBackend

    def invoke(self, function_name, qualifier, body, headers, response_headers):
        name = self.get_function(function_name, qualifier).function_name
        asked = urllib.request.Request(os.environ["FUNCTIONS"] + name, data=body.encode() if isinstance(body, str) else body, method="POST")
        with urllib.request.urlopen(asked) as answer:
            if failed := answer.headers.get("X-Amz-Function-Error"):
                response_headers["x-amz-function-error"] = failed
            return answer.read()

    def send(self, function_arn, messages, queue_arn):
        # One invocation for all, and none of them is gone that the answer names (Lambda Developer Guide, "Using Lambda with Amazon SQS", ReportBatchItemFailures, read 2026-11).
        failed = {}
        records = [{
            "messageId": each.id, "receiptHandle": each.receipt_handle, "body": each.body, "messageAttributes": {}, "eventSource": "aws:sqs", "eventSourceARN": queue_arn, "awsRegion": self.region_name,
            "attributes": {"ApproximateReceiveCount": str(each.approximate_receive_count), "SentTimestamp": str(each.sent_timestamp)}} for each in messages]
        answer = self.invoke(function_arn, None, json.dumps({"Records": records}), {}, failed)
        return not failed and not json.loads(answer)["batchItemFailures"]

    LambdaBackend.invoke = invoke
    LambdaBackend.send_sqs_batch = send


events_are_delivered()
queues_have_policies()
functions_are_run()
