using System.Collections.Generic;

namespace HolySheep.Configuration;

/// <summary>A validated configuration: the file over the built-ins.</summary>
public sealed record HolySheepConfiguration
{
    /// <summary>The file, null where only the built-ins hold.</summary>
    public string? File { get; init; }

    /// <summary>Providers by name.</summary>
    public required IReadOnlyDictionary<string, ProviderOptions> Providers { get; init; }

    /// <summary>What is configured per model, by model id.</summary>
    public required IReadOnlyDictionary<string, ModelOptions> Models { get; init; }

    /// <summary>Per model id, the models that come after it; a built-in chain that a model's targets rule out is not here.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Chains { get; init; }

    /// <summary>What holds where a request says nothing.</summary>
    public DefaultOptions Defaults { get; init; } = new();

    /// <summary>How long a failing target is left alone.</summary>
    public HealthOptions Health { get; init; } = new();

    /// <summary>How the network is reached.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>What the user should mend, one line each: unknown keys with the nearest known name.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The provider of a name.</summary>
    /// <exception cref="Errors.HolySheepException">No provider of this name is configured.</exception>
    public ProviderOptions GetProvider(string name) =>
        Providers.TryGetValue(name, out var provider) ? provider : throw UnknownProvider.Fault(name, this);
}
