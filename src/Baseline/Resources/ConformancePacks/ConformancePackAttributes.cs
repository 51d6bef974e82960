using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.ConfigRules;

namespace SecretScoops.Governance.Baseline.Resources.ConformancePacks;

/// <summary>An organization's conformance pack.</summary>
internal sealed record ConformancePackAttributes
{
    /// <summary>Where AWS has a pack whose template is not recognized.</summary>
    public const string Unknown = "unknown";

    /// <summary>What lets Config reach every account.</summary>
    public required Reference Reach { get; init; }

    /// <summary>Of the template, which AWS does not tell; <see cref="Unknown"/> for templates of others.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What the template is given, its fingerprint left out.</summary>
    public required SortedDictionary<string, string> Parameters { get; init; }

    /// <summary>Accounts without the pack, in order.</summary>
    public required IReadOnlyList<Reference> ExcludedAccounts { get; init; }

    /// <summary>Whether it arrived in all its accounts: <see cref="ConfigDeployment.Successful"/>, or what became of it.</summary>
    public required string Deployment { get; init; }

    /// <summary>What was given, as attributes: the fingerprint, and the rest.</summary>
    public static (string Fingerprint, SortedDictionary<string, string> Parameters) Given(IEnumerable<KeyValuePair<string, string>> stored)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in stored)
        {
            parameters[name] = value;
        }

        return parameters.Remove(ConformancePackTemplate.FingerprintParameter, out var fingerprint) ? (fingerprint, parameters) : (Unknown, parameters);
    }

    /// <summary>What AWS is given: the parameters, and the fingerprint among them.</summary>
    public SortedDictionary<string, string> Sent() => new(Parameters, StringComparer.Ordinal) { [ConformancePackTemplate.FingerprintParameter] = Fingerprint };
}
