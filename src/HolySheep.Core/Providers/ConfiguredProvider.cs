using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Providers;

/// <summary>A configured provider, and whether there is a key for it; never the key.</summary>
public sealed record ConfiguredProvider
{
    /// <summary>The configuration.</summary>
    public required ProviderOptions Options { get; init; }

    /// <summary>True for the default provider, for models without targets.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The place of the first key, for example <c>env:BACKUP_KEY</c>; null if none was found or none is needed.</summary>
    public string? KeyPlace { get; init; }

    /// <summary>The places of all keys that were found, in the order in which they are tried.</summary>
    public IReadOnlyList<string> KeyPlaces { get; init; } = [];

    /// <summary>Why there is no usable key, with the places that were searched; null if there is one or none is needed.</summary>
    public string? KeyFault { get; init; }

    /// <summary>How to set a key; null if there is one or none is needed.</summary>
    public string? KeyHint { get; init; }
}
