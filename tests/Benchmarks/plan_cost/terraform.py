"""Writes the organization that moto holds as a Terraform configuration with import blocks, whoever made it."""

import collections
import json
import os
import pathlib
import re

import boto3
import botocore.config
import botocore.exceptions

# moto has no such call (HTTP 500, which the provider would retry for minutes), and the provider reads tags of each permission set.
MISSING_IN_MOTO = {"sso-admin:ListTagsForResource": '{"Tags":[]}'}

PROVIDER = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
"""


class Configuration:
    """Blocks in the order they were added."""

    def __init__(self):
        self.blocks = []
        self.names = {}
        self.sizes = collections.Counter()
        self.assignments = collections.Counter()

    def add(self, kind, name, import_id, /, **arguments):
        self.sizes[kind] += 1
        name = re.sub(r"\W+", "_", name)
        count = self.names[kind, name] = self.names.get((kind, name), 0) + 1
        name = name if count == 1 else f"{name}_{count}"
        lines = "".join(f"  {argument(key, value)}\n" for key, value in arguments.items() if value is not None)
        self.blocks.append(f'resource "{kind}" "{name}" {{\n{lines}}}\n')
        self.blocks.append(f'import {{\n  to = {kind}.{name}\n  id = {json.dumps(import_id)}\n}}\n')
        return f"{kind}.{name}"


class Raw(str):
    """Text that goes into the configuration as it is."""


class Block(dict):
    """Arguments of a nested block."""


def argument(key, value):
    if isinstance(value, Block):
        return f"{key} {{\n" + "".join(f"    {argument(*each)}\n" for each in value.items()) + "  }"
    return f"{key} = {value if isinstance(value, Raw) else json.dumps(value)}"


def text(value):
    """A Terraform string: JSON's, with template marks escaped."""
    return Raw(json.dumps(value).replace("${", "$${").replace("%{", "%%{"))


def pages(client, operation, key, **arguments):
    return [each for page in client.get_paginator(operation).paginate(**arguments) for each in page[key]]


def tags(organizations, resource):
    return {tag["Key"]: tag["Value"] for tag in pages(organizations, "list_tags_for_resource", "Tags", ResourceId=resource)} or None


def describe(endpoint):
    """The configuration's text, how many resources of each type it has, and how many assignments each group has."""
    session = dict(endpoint_url=endpoint, region_name="eu-west-1", aws_access_key_id="AKIAEMULATED00000000", aws_secret_access_key="not-a-secret")
    organizations = boto3.client("organizations", **session)
    configuration = Configuration()
    organization = organizations.describe_organization()["Organization"]
    root = organizations.list_roots()["Roots"][0]
    accounts = pages(organizations, "list_accounts", "Accounts")
    members = [account for account in accounts if account["Id"] != organization["MasterAccountId"]]
    services = [service["ServicePrincipal"] for service in pages(organizations, "list_aws_service_access_for_organization", "EnabledServicePrincipals")]
    configuration.add(
        "aws_organizations_organization", "this", organization["Id"], feature_set="ALL",
        enabled_policy_types=[each["Type"] for each in root["PolicyTypes"] if each["Status"] == "ENABLED"] or None,
        aws_service_access_principals=services or None)
    units(organizations, configuration, root["Id"])
    for account in members:
        parent = organizations.list_parents(ChildId=account["Id"])["Parents"][0]["Id"]
        configuration.add(
            "aws_organizations_account", account["Name"], account["Id"], name=text(account["Name"]), email=account["Email"], parent_id=parent,
            tags=tags(organizations, account["Id"]))
    policies(organizations, configuration)
    access(session, configuration, [account["Id"] for account in accounts])
    return "\n".join(configuration.blocks), configuration.sizes, configuration.assignments


def units(organizations, configuration, parent):
    for unit in pages(organizations, "list_organizational_units_for_parent", "OrganizationalUnits", ParentId=parent):
        configuration.add(
            "aws_organizations_organizational_unit", unit["Name"], unit["Id"], name=text(unit["Name"]), parent_id=parent,
            tags=tags(organizations, unit["Id"]))
        units(organizations, configuration, unit["Id"])


def policies(organizations, configuration):
    for kind in ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"):
        for summary in pages(organizations, "list_policies", "Policies", Filter=kind):
            if summary["AwsManaged"]:
                continue
            policy = organizations.describe_policy(PolicyId=summary["Id"])["Policy"]
            configuration.add(
                "aws_organizations_policy", summary["Name"], summary["Id"], name=text(summary["Name"]), description=text(summary["Description"]),
                type=kind, content=text(policy["Content"]), tags=tags(organizations, summary["Id"]))
            for target in pages(organizations, "list_targets_for_policy", "Targets", PolicyId=summary["Id"]):
                configuration.add(
                    "aws_organizations_policy_attachment", f'{summary["Name"]}_{target["Name"]}', f'{target["TargetId"]}:{summary["Id"]}',
                    policy_id=summary["Id"], target_id=target["TargetId"])


def offered(call, **arguments):
    """The answer, or an empty one where the resource has no such part, or the endpoint (moto) no such call."""
    try:
        return call(**arguments)
    except botocore.exceptions.ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 500 or error.response["Error"]["Code"] == "ResourceNotFoundException":
            return {}
        raise


def access(session, configuration, accounts):
    sso = boto3.client("sso-admin", config=botocore.config.Config(retries={"total_max_attempts": 1}), **session)
    store = boto3.client("identitystore", **session)
    instances = sso.list_instances()["Instances"]
    if not instances:
        return
    instance, identities = instances[0]["InstanceArn"], instances[0]["IdentityStoreId"]
    for group in pages(store, "list_groups", "Groups", IdentityStoreId=identities):
        configuration.add(
            "aws_identitystore_group", group["DisplayName"], f'{identities}/{group["GroupId"]}', identity_store_id=identities,
            display_name=text(group["DisplayName"]), description=text(group["Description"]) if group.get("Description") else None)
    for arn in pages(sso, "list_permission_sets", "PermissionSets", InstanceArn=instance):
        both = dict(InstanceArn=instance, PermissionSetArn=arn)
        ours = dict(instance_arn=instance, permission_set_arn=arn)
        permission_set = sso.describe_permission_set(**both)["PermissionSet"]
        name = permission_set["Name"]
        configuration.add(
            "aws_ssoadmin_permission_set", name, f"{arn},{instance}", name=text(name), instance_arn=instance,
            description=text(permission_set["Description"]) if permission_set.get("Description") else None,
            session_duration=str(permission_set.get("SessionDuration")), relay_state=permission_set.get("RelayState"),
            tags={tag["Key"]: tag["Value"] for tag in offered(sso.list_tags_for_resource, InstanceArn=instance, ResourceArn=arn).get("Tags", [])} or None)
        boundary = offered(sso.get_permissions_boundary_for_permission_set, **both).get("PermissionsBoundary")
        if boundary:
            custom = boundary.get("CustomerManagedPolicyReference")
            reference = Block(customer_managed_policy_reference=Block(name=custom["Name"], path=custom.get("Path", "/"))) if custom else Block(managed_policy_arn=boundary["ManagedPolicyArn"])
            configuration.add("aws_ssoadmin_permissions_boundary_attachment", name, f"{arn},{instance}", permissions_boundary=reference, **ours)
        for policy in pages(sso, "list_managed_policies_in_permission_set", "AttachedManagedPolicies", **both):
            configuration.add(
                "aws_ssoadmin_managed_policy_attachment", f'{name}_{policy["Name"]}', f'{policy["Arn"]},{arn},{instance}', managed_policy_arn=policy["Arn"], **ours)
        for policy in pages(sso, "list_customer_managed_policy_references_in_permission_set", "CustomerManagedPolicyReferences", **both):
            reference = Block(name=policy["Name"], path=policy.get("Path", "/"))
            configuration.add(
                "aws_ssoadmin_customer_managed_policy_attachment", f'{name}_{policy["Name"]}', f'{policy["Name"]},{policy.get("Path", "/")},{arn},{instance}',
                customer_managed_policy_reference=reference, **ours)
        inline = sso.get_inline_policy_for_permission_set(**both).get("InlinePolicy")
        if inline:
            configuration.add("aws_ssoadmin_permission_set_inline_policy", name, f"{arn},{instance}", inline_policy=text(inline), **ours)
        for account in accounts:
            for assignment in pages(sso, "list_account_assignments", "AccountAssignments", AccountId=account, **both):
                principal = assignment["PrincipalId"]
                configuration.assignments[principal] += 1
                configuration.add(
                    "aws_ssoadmin_account_assignment", f"{name}_{account}", f"{principal},GROUP,{account},AWS_ACCOUNT,{arn},{instance}",
                    principal_id=principal, principal_type="GROUP", target_id=account, target_type="AWS_ACCOUNT", **ours)


def prepare(folder, configuration, plugins):
    """Writes the configuration into a folder and returns what Terraform's environment must say besides."""
    folder = pathlib.Path(folder)
    folder.joinpath("provider.tf").write_text(PROVIDER)
    folder.joinpath("main.tf").write_text(configuration)
    mirror = f'filesystem_mirror {{\n    path = {json.dumps(plugins)}\n  }}' if plugins else "direct {}"
    folder.joinpath("terraform.rc").write_text(f"provider_installation {{\n  {mirror}\n}}\n")
    return {"TF_CLI_CONFIG_FILE": str(folder / "terraform.rc"), "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}


def plugins():
    """The folder of a filesystem mirror that holds the provider; None lets Terraform fetch it."""
    home = pathlib.Path.home()
    places = [os.environ.get("TF_PLUGIN_DIR"), home / ".terraform.d/plugins", "/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"]
    return next((str(place) for place in places if place and pathlib.Path(place, "registry.terraform.io/hashicorp/aws").is_dir()), None)
