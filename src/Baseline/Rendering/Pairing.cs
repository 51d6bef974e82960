using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>Resources that are nothing but a relation between two others: told beneath the one, naming the other.</summary>
internal static class Pairing
{
    /// <summary>A relation in words.</summary>
    /// <param name="Of">What it is told beneath.</param>
    /// <param name="What">What happens: <c>attach to</c>.</param>
    /// <param name="To">The other end; changes that differ in nothing else share a line.</param>
    internal sealed record Pair(Address Of, string What, string To);

    /// <summary>The relation that a change is about; null when it is about a thing, or when its attributes are not what the kind promises.</summary>
    public static Pair? Of(Change change) => change.Address.Kind switch
    {
        var kind when KindNames.IsAttachment(kind) && change.Verb != Verb.Update && Both(change, "policy", "target") is (var policy, var target) =>
            new(policy, change.Verb == Verb.Delete ? "detach from" : "attach to", NameOf(target)),
        KindNames.Placement when Both(change, "account", "parent") is (var account, var parent) =>
            new(account, change.Verb == Verb.Update && End(change.Before, "parent") is { } from ? $"move from {NameOf(from)} to" : "place in", NameOf(parent)),
        KindNames.Assignment when change.Verb != Verb.Update && Both(change, "permissionSet", "account") is (var set, var account) =>
            new(set, $"{(change.Verb == Verb.Delete ? "withdraw from" : "assign")} {Whom(change)} in", account.Name),
        _ => null,
    };

    private static (Address Of, Address To)? Both(Change change, string of, string to) =>
        End(change.After ?? change.Before, of) is { } one && End(change.After ?? change.Before, to) is { } other ? (one, other) : null;

    private static Address? End(Resource? resource, string attribute) => Reference.TryRead(resource?.Attributes[attribute]);

    private static string Whom(Change change) =>
        End(change.After ?? change.Before, "group") is { } group ? group.Name : Words.Value((change.After ?? change.Before)!.Attributes["principal"]);

    // There is one root, and everybody calls it so.
    private static string NameOf(Address target) => target.Kind == KindNames.Organization ? target.Name : target.ToString();
}
