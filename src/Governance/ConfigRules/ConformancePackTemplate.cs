using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretScoops.Governance.ConfigRules;

/// <summary>The template of a conformance pack: rules, as CloudFormation has them, that come and go together.</summary>
/// <remarks>
/// AWS never tells a template (Config API Reference, OrganizationConformancePack, read 2026-11), but it tells the parameters that a pack was given. So the uploaded template has one
/// parameter more, whose value is the template's fingerprint: whoever puts another template over ours does not know it, or gives another.
/// </remarks>
internal sealed class ConformancePackTemplate
{
    /// <summary>The parameter that is ours.</summary>
    public const string FingerprintParameter = "Fingerprint";

    // 64 bits: nobody forges a fingerprint here, and people read it in plans.
    private const int FingerprintDigits = 16;

    private static readonly JsonSerializerOptions s_short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // As CloudFormation calls it, whatever the property here is called.
    private const string Section = "Parameters";

    /// <summary>Made of canonical JSON: properties in order, no white space.</summary>
    public ConformancePackTemplate(string canonical, IReadOnlyDictionary<string, bool> parameters, IReadOnlyList<ManagedRule> rules)
    {
        (Parameters, Rules) = (parameters, rules);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))[..FingerprintDigits];
        var template = JsonNode.Parse(canonical)!.AsObject();
        if (template[Section] is not JsonObject declared)
        {
            template[Section] = declared = [];
        }

        declared[FingerprintParameter] = new JsonObject { ["Type"] = "String", ["Default"] = "none" };
        Body = template.ToJsonString(s_short);
    }

    /// <summary>The first digits of the SHA-256 of the canonical template.</summary>
    public string Fingerprint { get; }

    /// <summary>What is uploaded.</summary>
    public string Body { get; }

    /// <summary>The template's own parameters, and whether they have a default.</summary>
    public IReadOnlyDictionary<string, bool> Parameters { get; }

    /// <summary>AWS's rules in it.</summary>
    public IReadOnlyList<ManagedRule> Rules { get; }
}
