using System.Collections.Generic;
using HolySheep.Errors;

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

    /// <summary>Limits on what calls may cost, in the file's order.</summary>
    public IReadOnlyList<BudgetOptions> Budgets { get; init; } = [];

    /// <summary>What the ledger keeps.</summary>
    public LedgerOptions Ledger { get; init; } = new();

    /// <summary>Tells one state of the file from another: the beginning of its hash; null without a file.</summary>
    public string? Revision { get; init; }

    /// <summary>What the user should mend, one line each: unknown keys with the nearest known name.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The models that come after a model.</summary>
    /// <exception cref="HolySheepException">It has no chain.</exception>
    public IReadOnlyList<string> GetChain(string model) => Chains.TryGetValue(model, out var chain) ? chain : throw new HolySheepException(
        ErrorCode.ChainUnknown,
        $"The model '{model}' has no chain: nothing is tried after it{NearestName.Suggest(model, Chains.Keys)}",
        $"Get-HolySheepFallbackChain lists the chains; give it one with: Set-HolySheepFallbackChain {model} MODEL, MODEL");

    /// <summary>The provider of a name.</summary>
    /// <exception cref="HolySheepException">No provider of this name is configured.</exception>
    public ProviderOptions GetProvider(string name) =>
        Providers.TryGetValue(name, out var provider) ? provider : throw UnknownProvider.Fault(name, this);
}
