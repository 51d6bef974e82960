using System.Text.Json;
using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Aws.Protocols.Json;

namespace SecretScoops.Governance.Sandbox.History;

/// <summary>Writes what was asked as CloudTrail's <c>requestParameters</c>: names with a small letter, wherever they travelled; bytes and secrets left out.</summary>
/// <param name="service">The service, for names of its own.</param>
internal sealed class CallParameters(string service) : JsonShapeWriter
{
    // CloudTrail User Guide, "CloudTrail record contents", requestParameters, read 2026-11.
    private const string Hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private static readonly string[] secret = ["Password", "Secret", "SecretString", "SecretBinary", "Token", "SessionToken", "WebIdentityToken", "SecretAccessKey", "PrivateKey", "SSECustomerKey"];

    /// <summary>The object of all parameters.</summary>
    public static JsonElement Of(string service, IShape asked)
    {
        using var writer = new CallParameters(service);
        using var document = JsonDocument.Parse(writer.Whole(asked.Write));
        return document.RootElement.Clone();
    }

    /// <inheritdoc/>
    protected override ShapeWriter? Route(Member member) => this;

    /// <inheritdoc/>
    protected override string NameOf(Member member) => member.Name switch
    {
        "Bucket" when service == "s3" => "bucketName",
        var name => char.ToLowerInvariant(name[0]) + name[1..],
    };

    /// <inheritdoc/>
    protected override void Text(Member member, string value) => base.Text(member, secret.Contains(member.Name) ? Hidden : value);

    /// <inheritdoc/>
    protected override void Bytes(Member member, byte[] value) => base.Text(member, Hidden);
}
