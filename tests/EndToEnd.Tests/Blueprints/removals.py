

# Run after stand-ins.py. moto's CloudFormation makes these and has no way to delete them again, so that nothing that holds them ever goes (5.2.1).
# Each is deleted as its service does it; DeletionPolicy is heeded by moto itself, so a template that keeps something back still shows.
def teach_removals():
    from moto.apigateway.models import RestAPI, apigateway_backends
    from moto.ec2.models import ec2_backends
    from moto.ec2.models.elastic_ip_addresses import ElasticAddress
    from moto.ec2.models.flow_logs import FlowLogs
    from moto.ec2.models.internet_gateways import InternetGateway
    from moto.ec2.models.nat_gateways import NatGateway
    from moto.ec2.models.route_tables import RouteTable
    from moto.ec2.models.vpcs import VPC, VPCEndPoint
    from moto.ecs.models import Cluster, Service, TaskDefinition, ecs_backends
    from moto.elbv2.models import FakeTargetGroup, elbv2_backends
    from moto.iam.models import ManagedPolicy, iam_backends

    def removal(kind, backends):
        def keep(remove):
            kind.delete = lambda self, account, region: remove(self, backends[account][region])
        return keep

    @removal(VPCEndPoint, ec2_backends)
    def _(endpoint, ec2):
        for interface in endpoint.network_interface_ids or []:
            ec2.enis.pop(interface, None)
        ec2.vpc_end_points.pop(endpoint.id)

    @removal(NatGateway, ec2_backends)
    def _(gateway, ec2):
        ec2.delete_nat_gateway(gateway.id)
        ec2.enis.pop(gateway._eni.id, None)

    @removal(ElasticAddress, ec2_backends)
    def _(address, ec2):
        ec2.release_address(allocation_id=address.allocation_id)

    @removal(FlowLogs, ec2_backends)
    def _(log, ec2):
        ec2.flow_logs.pop(log.id)

    @removal(InternetGateway, ec2_backends)
    def _(gateway, ec2):
        # Its attachment is a part of the same template.
        gateway.vpc = None
        ec2.delete_internet_gateway(gateway.id)

    @removal(RouteTable, ec2_backends)
    def _(table, ec2):
        # So are its associations.
        table._associations.clear()
        ec2.delete_route_table(table.id)

    @removal(VPC, ec2_backends)
    def _(vpc, ec2):
        ec2.delete_vpc(vpc.id)
        for name in [name for name, acl in ec2.network_acls.items() if acl.vpc_id == vpc.id]:
            ec2.network_acls.pop(name)

    @removal(Service, ecs_backends)
    def _(service, ecs):
        for key in [key for key, each in ecs.services.items() if each.name == service.name]:
            ecs.services.pop(key)

    @removal(Cluster, ecs_backends)
    def _(cluster, ecs):
        ecs.clusters.pop(cluster.name)

    @removal(TaskDefinition, ecs_backends)
    def _(task, ecs):
        ecs.deregister_task_definition(f"{task.family}:{task.revision}")

    @removal(FakeTargetGroup, elbv2_backends)
    def _(group, balancing):
        balancing.target_groups.pop(group.arn)

    @removal(RestAPI, apigateway_backends)
    def _(api, gateway):
        gateway.delete_rest_api(api.id)

    def delete_policy(policy, account, region):
        iam = iam_backends[account]["aws"]
        for role in iam.roles.values():
            role.managed_policies.pop(policy.arn, None)
        iam.managed_policies.pop(policy.arn)

    ManagedPolicy.delete = delete_policy
