"""Stacks by change sets: shown, then executed, then waited for."""
import json
import pathlib
import time
from dataclasses import dataclass, field

from awscli_calls import CallFailed

# Far above the slowest: a StackSet over every account of a unit.
PATIENCE_SECONDS = 90 * 60
PAUSE_SECONDS = 5
NOTHING = ("didn't contain changes", "No updates are to be performed")


class StackFailed(Exception):
    """CloudFormation could not make it so; what it says of why."""


@dataclass
class Stack:
    """A stack as it should be. Without a template it keeps the one it has, and parameters that are not named keep their values."""
    name: str
    template: pathlib.Path | None
    parameters: dict = field(default_factory=dict)
    keeps: bool = False
    """Some of it stays when the stack goes, and is taken in again when it is made anew."""
    environment: str = "root"
    """For the tag; what all environments share is the root account's."""


class Stacks:
    def __init__(self, aws, tell, tags_of):
        self.aws, self.tell, self.tags_of = aws, tell, tags_of

    def describe(self, name):
        """None where there is none, nor was one but begun by a change set."""
        answer = self.aws.ask("cloudformation", "describe-stacks", "--stack-name", name, missing=("ValidationError",))
        stack = answer["Stacks"][0] if answer and answer["Stacks"] else None
        return None if stack is None or stack["StackStatus"] in ("REVIEW_IN_PROGRESS", "DELETE_COMPLETE") else stack

    def bring(self, stack, only_show=False):
        """Makes it so. Answers whether there was something to do."""
        there = self.describe(stack.name)
        change_set = self.change_set(stack, there)
        if change_set is None:
            self.tell(f"{stack.name}: nothing to do")
            return False
        for change in change_set.get("Changes", []):
            it = change["ResourceChange"]
            replaced = ", replaced" if it.get("Replacement") == "True" else ""
            self.tell(f"{stack.name}: {it['Action'].lower()} {it['ResourceType']} {it['LogicalResourceId']}{replaced}")
        if only_show:
            self.drop(stack, change_set, there)
            return True
        self.aws.call("cloudformation", "execute-change-set", "--stack-name", stack.name, "--change-set-name", change_set["ChangeSetName"])
        made = self.wait(stack.name)
        for output in made.get("Outputs", []):
            self.tell(f"{stack.name}: {output['OutputKey']} = {output['OutputValue']}")
        return True

    def change_set(self, stack, there):
        """Made and waited for; None where there is nothing to do."""
        name = f"deploy-{int(time.time())}"
        arguments = ["--stack-name", stack.name, "--change-set-name", name, "--change-set-type", "UPDATE" if there else "CREATE", "--capabilities", "CAPABILITY_NAMED_IAM"]
        arguments += ["--tags", json.dumps([{"Key": key, "Value": value} for key, value in self.tags_of(stack.environment).items()])]
        arguments += ["--template-body", f"file://{stack.template}"] if stack.template else ["--use-previous-template"]
        given = [{"ParameterKey": key, "ParameterValue": str(value)} for key, value in stack.parameters.items()]
        if not stack.template:
            given += [{"ParameterKey": each["ParameterKey"], "UsePreviousValue": True} for each in there["Parameters"] if each["ParameterKey"] not in stack.parameters]
        arguments += ["--parameters", json.dumps(given)]
        if stack.keeps and not there:
            arguments += ["--import-existing-resources"]
        try:
            self.aws.call("cloudformation", "create-change-set", *arguments)
        except CallFailed as failed:
            if any(each in str(failed) for each in NOTHING):
                return None
            raise
        for _ in self.pauses():
            made = self.aws.call("cloudformation", "describe-change-set", "--stack-name", stack.name, "--change-set-name", name)
            if made["Status"] == "CREATE_COMPLETE":
                return made
            if made["Status"] == "FAILED":
                self.aws.call("cloudformation", "delete-change-set", "--stack-name", stack.name, "--change-set-name", name)
                if any(each in made.get("StatusReason", "") for each in NOTHING):
                    return None
                raise StackFailed(f"{stack.name}: no change set could be made: {made.get('StatusReason', 'AWS does not say why')}")
        raise StackFailed(f"{stack.name}: its change set was not ready in time — look at change set {name} in the console")

    def drop(self, stack, change_set, there):
        self.aws.call("cloudformation", "delete-change-set", "--stack-name", stack.name, "--change-set-name", change_set["ChangeSetName"])
        if there is None:
            self.aws.call("cloudformation", "delete-stack", "--stack-name", stack.name)

    def wait(self, name):
        """Until it has settled. Raises StackFailed where CloudFormation took it back."""
        for _ in self.pauses():
            stack = self.describe(name)
            status = stack["StackStatus"] if stack else "REVIEW_IN_PROGRESS"
            if status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
                return stack
            if not status.endswith("_IN_PROGRESS"):
                raise StackFailed(f"{name} is {status}: {self.why(name)}")
        raise StackFailed(f"{name} did not settle in time — look at its events in the console")

    def why(self, name):
        """The first things that failed: what failed later failed for them."""
        events = self.aws.call("cloudformation", "describe-stack-events", "--stack-name", name)["StackEvents"]
        failed = [each for each in events if each.get("ResourceStatus", "").endswith("_FAILED") and "cancelled" not in each.get("ResourceStatusReason", "")]
        return "; ".join(f"{each['LogicalResourceId']}: {each.get('ResourceStatusReason', '')}" for each in reversed(failed[-3:])) or "its events do not say why"

    def delete(self, name):
        """Answers whether there was one."""
        there = self.describe(name)
        if there is None:
            return False
        self.tell(f"{name}: removing")
        # By id: a stack that is gone has no name any more.
        identity = there["StackId"]
        self.aws.call("cloudformation", "delete-stack", "--stack-name", identity)
        for _ in self.pauses():
            stack = self.describe(identity)
            if stack is None:
                return True
            if stack["StackStatus"] == "DELETE_FAILED":
                raise StackFailed(f"{name} could not be removed: {self.why(identity)}")
        raise StackFailed(f"{name} was not gone in time — look at its events in the console")

    @staticmethod
    def pauses():
        """A bound for every wait; the first look comes at once."""
        until = time.monotonic() + PATIENCE_SECONDS
        yield
        while time.monotonic() < until:
            time.sleep(PAUSE_SECONDS)
            yield
