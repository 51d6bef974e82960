using System.Collections.Concurrent;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The ids that AWS gave: filled by reading and by creating, asked at the moment of a call. Thread-safe.</summary>
internal sealed class Ids
{
    private readonly ConcurrentDictionary<Address, string> _byAddress = new();
    private readonly ConcurrentDictionary<string, Address> _byId = new(StringComparer.Ordinal);

    /// <summary>Remembers an id.</summary>
    public void Learn(Address address, string id)
    {
        _byAddress[address] = id;
        _byId[id] = address;
    }

    /// <summary>The id of an address.</summary>
    /// <exception cref="FaultException">Nothing of that address was read or created.</exception>
    public string Of(Address address) => TryOf(address) ?? throw new FaultException(new()
    {
        Code = "unknown-id",
        What = $"{address} has no id: it was neither read nor created in this run",
        Where = new(address.ToString()),
        Remedy = "run the command again",
    });

    /// <summary>The id of an address, or null.</summary>
    public string? TryOf(Address address) => _byAddress.GetValueOrDefault(address);

    /// <summary>The address behind an id, or null when it is not known. AWS's ids are told apart by their form, so kinds cannot be mistaken.</summary>
    public Address? AddressOf(string id) => _byId.TryGetValue(id, out var address) ? address : null;
}
