# Run by moto_server before anything else. Lets templates be deployed whole of which moto's CloudFormation can make only a part: for a type that it does not
# know it makes nothing, and every reference to such a thing fails. A stand-in is made instead: it has a name, answers references, and is seen
# in moto's view of all it keeps (/moto-api/data.json) until the stack is deleted, so that what stood in is told and not hidden.
import importlib.abc
import importlib.util
import json
import sys


def stand_in_for_unknown_types(parsing):
    from moto.core.common_models import CloudFormationModel

    class StandIn(CloudFormationModel):
        # moto's view is by the second part of this.
        __module__ = "moto.blueprints.models"

        def __init__(self, kind, name, properties, account, region):
            self.kind, self.name, self.properties = kind, name, properties
            self.account, self.region = account, region

        @property
        def physical_resource_id(self):
            return self.name

        @classmethod
        def has_cfn_attr(cls, attr):
            return True

        def get_cfn_attribute(self, attribute):
            service = self.kind.split("::")[1].lower()
            return f"arn:aws:{service}:{self.region}:{self.account}:{self.name}" if attribute.endswith("Arn") else f"{self.name}-{attribute}"

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            return cls(kwargs["ResourceType"], resource_name, cloudformation_json["Properties"], account_id, region_name)

        @classmethod
        def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
            original_resource.properties = cloudformation_json["Properties"]
            return original_resource

        def delete(self, account_id, region_name):
            StandIn.instances_tracked.remove(self)

        def is_created(self):
            return True

    mend_databases()
    mend_functions()
    mend_load_balancers()
    mend_keys()
    mend_roles()
    teach_removals()
    aliases = alias_type()

    # What moto cannot change it forgets, and then neither shows nor deletes: here it stays as it was.
    changed = parsing.parse_and_update_resource

    def update(logical_id, resource_json, resources_map, account_id, region_name):
        before = resources_map[logical_id]
        return changed(logical_id, resource_json, resources_map, account_id, region_name) or before

    parsing.parse_and_update_resource = update

    known = parsing.resource_class_from_type
    parsing.resource_class_from_type = lambda kind: aliases if kind == "AWS::Lambda::Alias" else known(kind) or (None if kind in parsing.NULL_MODELS else StandIn)


def mend_databases():
    from moto.rds.models import DBInstance, DBParameterGroup

    # A reference to a parameter group is the group's name; moto answers with an object of its own, and fails over it (5.2.1).
    DBParameterGroup.physical_resource_id = DBParameterGroup.resource_id

    # moto has the id that sign-in by IAM names, and does not tell templates.
    told = DBInstance.get_cfn_attribute
    DBInstance.get_cfn_attribute = lambda self, name: self.dbi_resource_id if name == "DbiResourceId" else told(self, name)


def mend_functions():
    from moto.awslambda.models import LambdaVersion

    # An alias names the number of a version, which moto has and does not tell templates.
    LambdaVersion.get_cfn_attribute = lambda self, name: str(self.version) if name == "Version" else f"{self.physical_resource_id}"
    LambdaVersion.has_cfn_attr = classmethod(lambda cls, name: name in ("Version", "FunctionArn"))


def mend_load_balancers():
    from moto.elbv2.models import FakeLoadBalancer, FakeTargetGroup

    # Metrics and scaling name both by the end of their ARN.
    told = FakeLoadBalancer.get_cfn_attribute
    FakeLoadBalancer.get_cfn_attribute = lambda self, name: self.arn.split(":loadbalancer/")[1] if name == "LoadBalancerFullName" else told(self, name)
    FakeTargetGroup.get_cfn_attribute = lambda self, name: self.arn.split(":")[-1] if name == "TargetGroupFullName" else self.arn


def alias_type():
    from moto.awslambda.models import lambda_backends
    from moto.core.common_models import CloudFormationModel

    # moto has aliases, and not in templates. A mapping of events looks for the one that it names, so a stand-in would not do.
    class Alias(CloudFormationModel):
        __module__ = "moto.blueprints.models"

        def __init__(self, alias, function):
            self.alias, self.function = alias, function

        @property
        def physical_resource_id(self):
            return self.alias.arn

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            asked = cloudformation_json["Properties"]
            made = lambda_backends[account_id][region_name].create_alias(asked["Name"], asked["FunctionName"], asked["FunctionVersion"], "", None)
            return cls(made, asked["FunctionName"])

        @classmethod
        def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
            original_resource.alias.update(None, cloudformation_json["Properties"]["FunctionVersion"], None)
            return original_resource

        def delete(self, account_id, region_name):
            # Aliases go with their function, which may have gone before.
            if any(each.function_name == self.function for each in lambda_backends[account_id][region_name].list_functions()):
                lambda_backends[account_id][region_name].delete_alias(self.alias.name, self.function)

        def is_created(self):
            return True

    return Alias


def mend_keys():
    from moto.kms.models import Key

    # moto keeps the policy of a template's key as an object, and then reads it as text at every call for the key.
    made = Key.create_from_cloudformation_json.__func__

    def create(cls, *arguments, **more):
        key = made(cls, *arguments, **more)
        key.policy = key.policy if isinstance(key.policy, str) else json.dumps(key.policy)
        return key

    Key.create_from_cloudformation_json = classmethod(create)


def mend_roles():
    from moto.iam.models import Role, iam_backends

    # CloudFormation detaches a role's policies before it deletes the role; moto refuses instead.
    deleted = Role.delete_from_cloudformation_json.__func__

    def delete(cls, resource_name, cloudformation_json, account_id, region_name):
        for role in list(iam_backends[account_id]["aws"].roles.values()):
            if role.name == resource_name:
                for policy in list(role.managed_policies.values()):
                    policy.detach_from(role)
        deleted(cls, resource_name, cloudformation_json, account_id, region_name)

    Role.delete_from_cloudformation_json = classmethod(delete)


def export_from_change_sets(models):
    # A stack that is made by a change set, as "aws cloudformation deploy" does it, exports nothing in moto, and deleting it fails over what it never exported.
    execute = models.CloudFormationBackend.execute_change_set

    def execute_and_export(self, change_set_name, stack_name=None):
        change_set = self.change_sets.get(change_set_name) or next(each for each in self.change_sets.values() if each.change_set_name == change_set_name)
        stack = self.stacks[change_set.stack_id]
        stack.cross_stack_resources = stack.resource_map.cross_stack_resources = self.exports
        execute(self, change_set_name, stack_name)
        # It still has the outputs of the empty template that it began with.
        stack.template_dict = change_set.template_dict
        stack.output_map = stack._create_output_map()
        for export in stack.exports:
            self.exports[export.name] = export

    models.CloudFormationBackend.execute_change_set = execute_and_export


class Finder(importlib.abc.MetaPathFinder):
    lessons = {"moto.cloudformation.parsing": stand_in_for_unknown_types, "moto.cloudformation.models": export_from_change_sets}

    def find_spec(self, name, path, target=None):
        # Taken out, so that the search below does not come here again.
        teach = self.lessons.pop(name, None)
        if teach is None:
            return None
        spec = importlib.util.find_spec(name)
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            teach(module)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, Finder())
