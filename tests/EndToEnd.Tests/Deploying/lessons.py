

# Run after Blueprints/stand-ins.py and Blueprints/removals.py. What moto has to learn so that deploy/deploy can work on it (5.2.1): StackSets as a resource of a template, made of
# moto's own, and whether they may work with the organization.
def teach_stack_sets():
    import moto.cloudformation.models as models
    from moto.cloudformation.responses import CloudFormationResponse
    from moto.cloudformation.utils import get_stack_from_s3_url
    from moto.core.common_models import CloudFormationModel
    from moto.core.responses import ActionResult, EmptyResult

    class StackSetResource(CloudFormationModel):
        # moto's view is by the second part of this.
        __module__ = "moto.deploying.models"

        def __init__(self, backend, stack_set):
            self.backend, self.stack_set = backend, stack_set

        @staticmethod
        def cloudformation_name_type():
            return "StackSetName"

        @staticmethod
        def cloudformation_type():
            return "AWS::CloudFormation::StackSet"

        @property
        def physical_resource_id(self):
            return self.stack_set.id

        @staticmethod
        def asked(properties, account, region):
            template = get_stack_from_s3_url(properties["TemplateURL"], account_id=account, partition="aws")
            return template, {each["ParameterKey"]: each["ParameterValue"] for each in properties["Parameters"]}

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            properties = cloudformation_json["Properties"]
            backend = models.cloudformation_backends[account_id][region_name]
            template, parameters = cls.asked(properties, account_id, region_name)
            made = backend.create_stack_set(
                name=properties["StackSetName"], template=template, parameters=parameters, tags={}, permission_model=properties["PermissionModel"],
                admin_role=None, exec_role=None, description=properties["Description"])
            for group in properties["StackInstancesGroup"]:
                backend.create_stack_instances(properties["StackSetName"], [], group["Regions"], [], deployment_targets=group["DeploymentTargets"])
            return cls(backend, made)

        @classmethod
        def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
            properties = cloudformation_json["Properties"]
            template, parameters = cls.asked(properties, account_id, region_name)
            original_resource.stack_set.template, original_resource.stack_set.parameters = template, parameters
            for instance in original_resource.stack_set.stack_instances:
                instance.stack.update(template, parameters=parameters)
            return original_resource

        def delete(self, account_id, region_name):
            instances = self.stack_set.instances
            there = list(self.stack_set.stack_instances)
            instances.delete([each.account_id for each in there], [each.region_name for each in there])
            self.backend.delete_stack_set(self.stack_set.name)

        def is_created(self):
            return True

    # Off in a new organization, as in AWS.
    def activate(self):
        self.cloudformation_backend.works_with_the_organization = True
        return EmptyResult()

    CloudFormationResponse.activate_organizations_access = activate
    CloudFormationResponse.describe_organizations_access = lambda self: ActionResult(
        {"Status": "ENABLED" if getattr(self.cloudformation_backend, "works_with_the_organization", False) else "DISABLED"})


teach_stack_sets()


def leave_what_is_not_there():
    import moto.cloudformation.parsing as parsing

    # moto changes what a condition has kept from being made, and fails over what else is not there.
    changed = parsing.parse_and_update_resource

    def update(logical_id, resource_json, resources_map, account_id, region_name):
        condition = resource_json.get("Condition")
        if condition and not resources_map.lazy_condition_map[condition]:
            return None
        return changed(logical_id, resource_json, resources_map, account_id, region_name)

    parsing.parse_and_update_resource = update


leave_what_is_not_there()


def remember_what_was_given():
    from moto.cloudformation.models import ChangeSet

    # moto keeps the template of a change set that was executed, and the parameters of the one before: the same once more would be a change for ever.
    applied = ChangeSet.apply

    def apply(self):
        applied(self)
        self.stack.parameters = self.parameters

    ChangeSet.apply = apply


remember_what_was_given()


def put_nothing_out_when_gone():
    from moto.cloudformation.models import Stack

    # moto works outputs out anew at every look, and makes what it does not find: whoever looks whether a stack is gone would have its resources back.
    def while_there(told):
        return property(lambda self: [] if self.status == "DELETE_COMPLETE" else told.fget(self))

    Stack.outputs, Stack.exports = while_there(Stack.outputs), while_there(Stack.exports)


put_nothing_out_when_gone()
