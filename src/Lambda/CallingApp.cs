using System.Text.Json;
using Amazon.Lambda.Core;

namespace SecretScoops.Governance.Lambda;

/// <summary>The header Lambda-Runtime-Client-Context: <c>client</c>, <c>custom</c> and <c>env</c>, as AWS's mobile SDK writes them. What is missing is empty.</summary>
internal sealed class CallingApp(JsonElement client, IDictionary<string, string> custom, IDictionary<string, string> environment) : IClientContext, IClientApplication
{
    /// <inheritdoc/>
    public IDictionary<string, string> Environment => environment;

    /// <inheritdoc/>
    public IDictionary<string, string> Custom => custom;

    /// <inheritdoc/>
    public IClientApplication Client => this;

    /// <inheritdoc/>
    public string AppPackageName => CallerJson.Text(client, "app_package_name");

    /// <inheritdoc/>
    public string AppTitle => CallerJson.Text(client, "app_title");

    /// <inheritdoc/>
    public string AppVersionCode => CallerJson.Text(client, "app_version_code");

    /// <inheritdoc/>
    public string AppVersionName => CallerJson.Text(client, "app_version_name");

    /// <inheritdoc/>
    public string InstallationId => CallerJson.Text(client, "installation_id");

    /// <summary>Reads the header; null where there is none or it is no object.</summary>
    public static CallingApp? Read(string? header) =>
        CallerJson.Read(header) is { } root ? new(CallerJson.Member(root, "client"), Texts(CallerJson.Member(root, "custom")), Texts(CallerJson.Member(root, "env"))) : null;

    private static Dictionary<string, string> Texts(JsonElement element)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                texts[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
            }
        }

        return texts;
    }
}
