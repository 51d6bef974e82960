using System.Diagnostics.CodeAnalysis;

namespace SecretScoops.Governance.Faults;

/// <summary>Collects the faults of one file. A hostile file has no end of them, so what is beyond the limit is not kept.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class FaultLog
{
    private const int Limit = 1_000;

    private readonly List<Fault> _faults = [];

    /// <summary>In the order of finding.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>True once nothing more is kept: the moment to stop looking for remedies.</summary>
    public bool IsFull => _faults.Count >= Limit;

    /// <summary>True when any fault stops the command.</summary>
    public bool HasErrors => Errors > 0;

    /// <summary>How many errors were told, those included that were not kept.</summary>
    public int Errors { get; private set; }

    /// <summary>Keeps an error.</summary>
    public void Error(Place where, string code, string what, string remedy) => Add(new() { Code = code, What = what, Where = where, Remedy = remedy });

    /// <summary>Keeps something that works, and probably not as meant.</summary>
    public void Warning(Place where, string code, string what, string remedy) =>
        Add(new() { Severity = Severity.Warning, Code = code, What = what, Where = where, Remedy = remedy });

    /// <summary>As <see cref="Error"/>, and false, for readers that give up on a value.</summary>
    public bool Refuse<T>(Place where, string code, string what, string remedy, [MaybeNullWhen(false)] out T value)
    {
        Error(where, code, what, remedy);
        value = default;
        return false;
    }

    /// <summary>Says that faults were left out, if any may have been. Called once, at the end.</summary>
    public void Close(Place file)
    {
        if (IsFull)
        {
            _faults.Add(new()
            {
                Code = "too-many-faults",
                What = $"only the first {Limit} faults of this file are shown",
                Where = file,
                Remedy = "mend the ones above first",
            });
        }
    }

    private void Add(Fault fault)
    {
        Errors += fault.Severity == Severity.Error ? 1 : 0;
        if (!IsFull)
        {
            _faults.Add(fault);
        }
    }
}
