using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.DynamoDb.Expressions;

/// <summary>A step of a path: an attribute's or key's name, or a place in a list.</summary>
internal readonly record struct PathStep(string? Name, int Index = 0);

/// <summary>Where in an item.</summary>
/// <param name="Steps">From the item inwards; the first is a name.</param>
internal sealed record ItemPath(IReadOnlyList<PathStep> Steps)
{
    /// <summary>The attribute of the item that it leads into.</summary>
    public string Attribute => Steps[0].Name!;

    /// <summary>What is there; null for nothing.</summary>
    public StoredValue? Find(SortedDictionary<string, StoredValue> item) => Find(item, Steps.Count);

    /// <summary>Whether one leads to the other's place, or into it.</summary>
    public bool Overlaps(ItemPath other) => Steps.Zip(other.Steps).All(static pair => pair.First == pair.Second);

    /// <summary>Puts a value there. What it is put into must be there; behind a list's end is its end.</summary>
    public void Set(SortedDictionary<string, StoredValue> item, StoredValue value)
    {
        var last = Steps[^1];
        if (Steps.Count == 1)
        {
            item[Attribute] = value;
        }
        else if (last.Name is { } name && Find(item, Steps.Count - 1)?.M is { } map)
        {
            map[name] = value;
        }
        else if (last.Name is null && Find(item, Steps.Count - 1)?.L is { } list)
        {
            if (last.Index < list.Count)
            {
                list[last.Index] = value;
            }
            else
            {
                list.Add(value);
            }
        }
        else
        {
            throw Values.Invalid("The document path provided in the update expression is invalid for update");
        }
    }

    /// <summary>Takes away what is there, if anything is.</summary>
    public void Remove(SortedDictionary<string, StoredValue> item)
    {
        var last = Steps[^1];
        if (Steps.Count == 1)
        {
            item.Remove(Attribute);
        }
        else if (last.Name is { } name)
        {
            Find(item, Steps.Count - 1)?.M?.Remove(name);
        }
        else if (Find(item, Steps.Count - 1)?.L is { } list && last.Index < list.Count)
        {
            list.RemoveAt(last.Index);
        }
    }

    private StoredValue? Find(SortedDictionary<string, StoredValue> item, int depth)
    {
        var found = item.GetValueOrDefault(Attribute);
        foreach (var step in Steps.Take(depth).Skip(1))
        {
            found = step.Name is { } name ? found?.M?.GetValueOrDefault(name) : found?.L is { } list && step.Index < list.Count ? list[step.Index] : null;
        }

        return found;
    }
}
