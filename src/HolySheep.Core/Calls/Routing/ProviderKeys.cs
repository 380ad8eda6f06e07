using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;

namespace HolySheep.Calls.Routing;

/// <summary>The keys that one request may use at a provider, in listed order.</summary>
/// <param name="Keys">The keys; empty for a provider that is called without one.</param>
internal sealed record ProviderKeys(IReadOnlyList<ProviderKey> Keys)
{
    /// <summary>No key.</summary>
    public static ProviderKeys None { get; } = new([]);

    /// <summary>The keys if several are configured, each with its own health, whether or not the others can be used; otherwise empty.</summary>
    public IReadOnlyList<Secret> Pool { get; private init; } = [];

    /// <summary>The turn of this request among keys that share the calls; null if the first key that can be used is asked.</summary>
    public long? Turn { get; init; }

    /// <summary>The places of keys that the provider refused.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>The key at a place; null if there is none.</summary>
    public Secret? At(int index) => index < Keys.Count ? Keys[index].Secret : null;

    /// <summary>The same keys, each with its own health.</summary>
    public ProviderKeys AsPool() => this with { Pool = [.. Keys.Select(key => key.Secret)] };
}
