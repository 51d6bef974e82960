using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Containers;

/// <summary>One repository of two is made badly.</summary>
internal abstract class RepositoryScenario : Scenario
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["ecr/Repository"];

    /// <summary>Whether tags may move.</summary>
    protected virtual string Mutability => "IMMUTABLE";

    /// <summary>Whether images are scanned.</summary>
    protected virtual bool Scanned => true;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        foreach (var name in new[] { "shop/neighbour", "shop/web" })
        {
            await member.Ecr.CreateRepositoryAsync(
                new()
                {
                    RepositoryName = name,
                    ImageTagMutability = Mutability,
                    ImageScanningConfiguration = new() { ScanOnPush = Scanned },
                    Tags = [new() { Key = "team", Value = "shop" }],
                },
                cancel);
        }

        return "shop/web";
    }
}

/// <summary>Made without scanning.</summary>
internal sealed class Unscanned : RepositoryScenario
{
    /// <inheritdoc/>
    public override string Control => "images-scanned";

    /// <inheritdoc/>
    protected override bool Scanned => false;
}

/// <summary>Made with tags that move.</summary>
internal sealed class TagsMove : RepositoryScenario
{
    /// <inheritdoc/>
    public override string Control => "images-immutable";

    /// <inheritdoc/>
    protected override string Mutability => "MUTABLE";
}
