using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Lambda;

/// <summary>
/// No function can be called by everybody. The one statement goes; whoever is named by another keeps his right. Services without a condition on whose they are
/// (<c>s3.amazonaws.com</c> without an account) are somebody else's doing, and are not touched: without it the bucket's events would end.
/// </summary>
internal sealed class FunctionsPrivate : Remediation
{
    /// <inheritdoc/>
    public override string Control => "functions-private";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Function;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["Lambda.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["lambda.amazonaws.com:AddPermission"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Function.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes =>
    [
        new("lambda:RemovePermission", Function.Arn), new("lambda:RemovePermission", Function.AliasArn), new("lambda:AddPermission", Function.Arn), new("lambda:AddPermission", Function.AliasArn),
    ];

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Function.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
    [
        .. image["statements"]!.AsObject().SelectMany(alias => alias.Value!.AsObject().Where(statement => OpenStatements.IsOpen(statement.Value)).Select(statement => new Violation(
            $"/statements/{Images.Escape(alias.Key)}/{Images.Escape(statement.Key)}",
            $"statement \"{statement.Key}\"{(alias.Key == Function.Itself ? "" : $" of alias \"{alias.Key}\"")} lets everybody do \"{statement.Value!["Action"]?.ToString()}\"",
            null))),
    ];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var keys = Images.Keys(atom);
        return value is JsonObject statement
            ? subject.Session.Lambda.AddPermissionAsync(Permission.Of(statement, subject.Id, Function.Qualifier(keys[1])), cancellationToken)
            : subject.Session.Lambda.RemovePermissionAsync(new() { FunctionName = subject.Id, StatementId = keys[2], Qualifier = Function.Qualifier(keys[1]) }, cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        .. violations.Select(violation => Images.Keys(violation.Atom)).Select(keys =>
            $"aws lambda remove-permission --function-name {subject.Id} --statement-id {keys[2]}{(keys[1] == Function.Itself ? "" : $" --qualifier {keys[1]}")}"),
        "Whoever has to call it, names himself: aws lambda add-permission with --principal ACCOUNT, or with --principal SERVICE, --source-arn and --source-account",
    ];
}
