using HolySheep.Configuration.Options;

namespace HolySheep.Providers;

/// <summary>A configured provider, and whether there is a key for it; never the key.</summary>
public sealed record ConfiguredProvider
{
    /// <summary>What is configured.</summary>
    public required ProviderOptions Options { get; init; }

    /// <summary>True for the provider of models without targets of their own.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Where the first key was found, for example <c>env:BACKUP_KEY</c>; null where none was found or none is needed.</summary>
    public string? KeyPlace { get; init; }

    /// <summary>Why there is no key to use, with the places searched; null where there is one or none is needed.</summary>
    public string? KeyFault { get; init; }

    /// <summary>How to set a key; null where there is one or none is needed.</summary>
    public string? KeyHint { get; init; }
}
