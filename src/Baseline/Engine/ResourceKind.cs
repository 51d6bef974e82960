using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>What comes and goes, and what is always there.</summary>
internal enum Nature
{
    /// <summary>Created, updated, deleted; deleted only when owned.</summary>
    Thing,

    /// <summary>Always there and only ever set, so nobody owns it and it is never deleted.</summary>
    Setting,
}

/// <summary>One sort of resource: pure, from policies to desired resources. The AWS half lives beside it.</summary>
/// <param name="name">As spelled in addresses and in <c>--only</c>.</param>
/// <param name="nature">Thing or setting.</param>
internal abstract class ResourceKind(string name, Nature nature)
{
    /// <summary>As spelled in addresses and in <c>--only</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Thing or setting.</summary>
    public Nature Nature { get; } = nature;

    /// <summary>Parts that can be left out.</summary>
    public virtual IReadOnlyList<Facet> Facets => [];

    /// <summary>The attributes of the parts that are left out.</summary>
    /// <param name="without">Names of facets, and of whatever else is left out.</param>
    public IReadOnlyList<string> LeftOut(IReadOnlyCollection<string> without) => [.. Facets.Where(facet => without.Contains(facet.Name)).Select(facet => facet.Attribute)];

    /// <summary>The names of the managed attributes, whether or not a resource has them all.</summary>
    public virtual IReadOnlyList<string> AttributeNames => [];

    /// <summary>What the policies ask for.</summary>
    public abstract IEnumerable<Resource> Declare(PolicyBundle policies);

    /// <summary>A reason why this change cannot be made by AWS or by us (an immutable attribute), with the way out; null when it can.</summary>
    public virtual Fault? Refuse(Change change) => null;

    /// <summary>The resource whose ownership decides about this one's, where it has no mark of its own; null where it has.</summary>
    public virtual Address? OwnedThrough(Resource resource) => null;

    /// <summary>
    /// Changes that must come first although nothing refers to them: tighten before loosening. Only asked for pending changes.
    /// Must never make a circle.
    /// </summary>
    public virtual IEnumerable<Address> Awaits(Change change, PendingChanges pending) => [];
}

/// <summary>A kind with its typed record: <typeparamref name="T"/> is the managed set of attributes.</summary>
/// <typeparam name="T">The managed attributes; AWS's defaults are filled in by its one constructor, on both sides.</typeparam>
/// <param name="name">As spelled in addresses and in <c>--only</c>.</param>
/// <param name="nature">Thing or setting.</param>
/// <param name="json">Source-generated metadata, from the slice's own context.</param>
internal abstract class ResourceKind<T>(string name, Nature nature, JsonTypeInfo<T> json) : ResourceKind(name, nature)
    where T : class
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> AttributeNames => [.. json.Properties.Select(p => p.Name)];

    /// <summary>The engine's view of a typed record.</summary>
    public Resource Of(Address address, T attributes, bool owned = true, Place? declaredAt = null) =>
        new(address, SharedAttributes.Of(JsonSerializer.SerializeToUtf8Bytes(attributes, json))) { Owned = owned, DeclaredAt = declaredAt };

    /// <summary>The engine's view of a typed record, named within the whole organization.</summary>
    public Resource Of(string name, T attributes, bool owned = true, Place? declaredAt = null) =>
        Of(new Address(Name, name), attributes, owned, declaredAt);

    /// <summary>The typed record behind the engine's view.</summary>
    public T Typed(Resource resource) => resource.Attributes.Deserialize(json)!;
}
