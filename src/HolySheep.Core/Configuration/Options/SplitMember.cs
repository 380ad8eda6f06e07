using System;

namespace HolySheep.Configuration.Options;

/// <summary>A model, or a target as <c>provider/model</c>, and its share of a model's calls.</summary>
/// <param name="Model">The model or target.</param>
/// <param name="Percent">Its share, 0 to 100; 0 drains it.</param>
public sealed record SplitMember(string Model, decimal Percent)
{
    /// <summary>The model and its share.</summary>
    public override string ToString() => FormattableString.Invariant($"{Model} {Percent:0.##} %");
}
