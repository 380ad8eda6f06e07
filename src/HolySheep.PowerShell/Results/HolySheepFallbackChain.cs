using System.Collections.Generic;

namespace HolySheep.PowerShell.Results;

/// <summary>A model and the models that are tried after it.</summary>
public sealed class HolySheepFallbackChain
{
    internal HolySheepFallbackChain(string model, IReadOnlyList<string> fallback)
    {
        Model = model;
        Fallback = new ResultList<string>(fallback);
    }

    /// <summary>The model that is asked for.</summary>
    public string Model { get; }

    /// <summary>The models that are tried after it, in order.</summary>
    public IReadOnlyList<string> Fallback { get; }

    /// <summary>The chain on one line.</summary>
    public override string ToString() => string.Join(" > ", [Model, .. Fallback]);
}
