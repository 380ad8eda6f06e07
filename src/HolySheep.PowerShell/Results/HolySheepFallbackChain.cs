using System.Collections.Generic;

namespace HolySheep.PowerShell.Results;

/// <summary>A model and its fallback models.</summary>
public sealed class HolySheepFallbackChain
{
    private readonly IReadOnlyList<string> _fallback;

    internal HolySheepFallbackChain(string model, IReadOnlyList<string> fallback)
    {
        Model = model;
        _fallback = NestedMember.Show(this, nameof(Fallback), new ResultList<string>(fallback));
    }

    /// <summary>The requested model.</summary>
    public string Model { get; }

    /// <summary>The fallback models, in order.</summary>
    public string Fallback => NestedMember.Text(_fallback)!;

    /// <summary>The chain on one line.</summary>
    public override string ToString() => string.Join(" > ", [Model, .. _fallback]);
}
