using System.Text.Json.Nodes;
using Amazon.EC2;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>A machine image is not shared with everybody. Shares with named accounts and organizations stay; instances that run from it go on.</summary>
internal sealed class ImagesPrivate : Remediation
{
    private const string Arn = "arn:{partition}:ec2:{region}::image/{id}";

    /// <inheritdoc/>
    public override string Control => "images-private";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::EC2::Image";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ec2.amazonaws.com:ModifyImageAttribute"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ec2:DescribeImages", "*"), new("ec2:DescribeImageAttribute", Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("ec2:ModifyImageAttribute", Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Lists => [new("ec2:DescribeImages", "*")];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken)
    {
        var images = await Paged.AllAsync(async next =>
        {
            var page = await session.Ec2.DescribeImagesAsync(new() { Owners = ["self"], NextToken = next }, cancellationToken);
            return (page.Images, page.NextToken);
        });
        return [.. images.Select(image => image.ImageId)];
    }

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var found = ((await subject.Session.Ec2.DescribeImagesAsync(new() { ImageIds = [subject.Id] }, cancellationToken)).Images ?? []).SingleOrDefault();
            if (found is null || found.OwnerId != subject.Incident.AccountId)
            {
                return null;
            }

            var shared = (await subject.Session.Ec2.DescribeImageAttributeAsync(new() { ImageId = subject.Id, Attribute = ImageAttributeName.LaunchPermission }, cancellationToken)).ImageAttribute;
            return new()
            {
                ["name"] = found.Name,
                ["description"] = found.Description,
                ["sharedWith"] = Sharing.Image((shared.LaunchPermissions ?? []).Select(p => p.Group?.Value ?? p.UserId ?? p.OrganizationArn ?? p.OrganizationalUnitArn)),
                ["tags"] = Sharing.Tags(found.Tags),
            };
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode is "InvalidAMIID.NotFound" or "InvalidAMIID.Unavailable")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        Sharing.IsPublic(image) ? [new(Sharing.Everybody, "everybody can start the machine image and read what is on its disks", null)] : [];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        subject.Session.Ec2.ModifyImageAttributeAsync(
            new()
            {
                ImageId = subject.Id,
                Attribute = ImageAttributeName.LaunchPermission.Value,
                OperationType = value is null ? OperationType.Remove : OperationType.Add,
                UserGroups = ["all"],
            },
            cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws ec2 modify-image-attribute --region {subject.Incident.Region} --image-id {subject.Id} --attribute launchPermission --operation-type remove --user-groups all",
        "Take whatever secrets are on its disks for known, and change them",
    ];
}
