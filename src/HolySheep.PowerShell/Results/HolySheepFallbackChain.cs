using System.Collections.Generic;

namespace HolySheep.PowerShell.Results;

/// <summary>A model and the models that are tried after it.</summary>
public sealed class HolySheepFallbackChain
{
    private readonly IReadOnlyList<string> _fallback;

    internal HolySheepFallbackChain(string model, IReadOnlyList<string> fallback)
    {
        Model = model;
        _fallback = NestedMember.Show(this, nameof(Fallback), new ResultList<string>(fallback));
    }

    /// <summary>The model that is asked for.</summary>
    public string Model { get; }

    /// <summary>The models that are tried after it, in order.</summary>
    public string Fallback => NestedMember.Text(_fallback)!;

    /// <summary>The chain on one line.</summary>
    public override string ToString() => string.Join(" > ", [Model, .. _fallback]);
}
