using System.Globalization;
using System.Text.Json;
using SecretScoops.Governance.Aws.Protocols;

namespace SecretScoops.Governance.Sandbox.Wire.Validation;

/// <summary>Checks a request against the model's constraints, by having it written to a writer that writes nothing.</summary>
internal sealed class Validator : ShapeWriter
{
    private readonly List<Violation> violations = [];
    private readonly Stack<string> path = new();

    // Set for the next value, where it is an element or a map's value, which has no name of its own.
    private string? placeName;

    private Validator()
    {
    }

    /// <summary>All constraints that the request breaks, in the model's order.</summary>
    public static IReadOnlyList<Violation> Check(IShape request)
    {
        var validator = new Validator();
        request.Write(validator);
        return validator.violations;
    }

    /// <inheritdoc/>
    protected override void Missing(Member member)
    {
        var place = Place(member);
        if (member.Required)
        {
            violations.Add(new Violation(ViolationKind.Missing, place, "null", "Member must not be null"));
        }
    }

    /// <inheritdoc/>
    protected override void Text(Member member, string value)
    {
        var place = Place(member);
        var shown = $"'{value}'";
        if (member.Limits is not { } limits)
        {
            return;
        }

        if (limits.Values is { } values)
        {
            if (!values.Contains(value))
            {
                violations.Add(new Violation(ViolationKind.Values, place, shown, $"Member must satisfy enum value set: [{string.Join(", ", values)}]"));
            }

            return;
        }

        // Length is in Unicode code points, not in UTF-16 units: Smithy 2.0, "length trait".
        Length(place, shown, CodePoints(value), limits);
        if (!limits.Satisfies(value))
        {
            violations.Add(new Violation(ViolationKind.Pattern, place, shown, $"Member must satisfy regular expression pattern: {limits.Pattern}"));
        }
    }

    /// <inheritdoc/>
    protected override void Number(Member member, long value) => Range(Place(member), value.ToString(CultureInfo.InvariantCulture), value, member.Limits);

    /// <inheritdoc/>
    protected override void Number(Member member, double value) => Range(Place(member), value.ToString(CultureInfo.InvariantCulture), value, member.Limits);

    /// <inheritdoc/>
    protected override void Truth(Member member, bool value) => Place(member);

    /// <inheritdoc/>
    protected override void Moment(Member member, DateTimeOffset value) => Place(member);

    /// <inheritdoc/>
    protected override void Bytes(Member member, byte[] value) => Length(Place(member), $"'{Convert.ToBase64String(value)}'", value.Length, member.Limits);

    /// <inheritdoc/>
    protected override void Json(Member member, JsonElement value) => Place(member);

    /// <inheritdoc/>
    protected override void Nested(Member member, IShape value)
    {
        path.Push(Place(member));
        value.Write(this);
        path.Pop();
    }

    /// <inheritdoc/>
    protected override void BeginList(Member member, int count) => BeginCollection(member, count);

    /// <inheritdoc/>
    protected override void BeginElement(Member member, int index) => placeName = $"{index + 1}.member";

    /// <inheritdoc/>
    protected override void EndElement(Member member) => placeName = null;

    /// <inheritdoc/>
    protected override void EndList(Member member) => path.Pop();

    /// <inheritdoc/>
    protected override void BeginMap(Member member, int count) => BeginCollection(member, count);

    /// <inheritdoc/>
    protected override void BeginEntry(Member member, string key, int index)
    {
        if (member.Key is { Limits: not null } keyMember)
        {
            placeName = "key";
            Text(keyMember, key);
        }

        placeName = $"{key}.value";
    }

    /// <inheritdoc/>
    protected override void EndEntry(Member member) => placeName = null;

    /// <inheritdoc/>
    protected override void EndMap(Member member) => path.Pop();

    private static int CodePoints(string value) => value.Length - value.Count(char.IsLowSurrogate);

    private void BeginCollection(Member member, int count)
    {
        var place = Place(member);
        Length(place, count == 0 ? "'[]'" : "'[...]'", count, member.Limits);
        path.Push(place);
    }

    private string Place(Member member)
    {
        var name = placeName ?? char.ToLowerInvariant(member.Name[0]) + member.Name[1..];
        placeName = null;
        return path.TryPeek(out var parent) ? $"{parent}.{name}" : name;
    }

    private void Length(string place, string shown, int length, Limits? limits)
    {
        if (length < limits?.Min)
        {
            violations.Add(new Violation(ViolationKind.TooShort, place, shown, $"Member must have length greater than or equal to {limits.Min}"));
        }

        if (length > limits?.Max)
        {
            violations.Add(new Violation(ViolationKind.TooLong, place, shown, $"Member must have length less than or equal to {limits.Max}"));
        }
    }

    private void Range(string place, string shown, double value, Limits? limits)
    {
        if (value < limits?.Min)
        {
            violations.Add(new Violation(ViolationKind.TooSmall, place, $"'{shown}'", $"Member must have value greater than or equal to {limits.Min}"));
        }

        if (value > limits?.Max)
        {
            violations.Add(new Violation(ViolationKind.TooGreat, place, $"'{shown}'", $"Member must have value less than or equal to {limits.Max}"));
        }
    }
}
