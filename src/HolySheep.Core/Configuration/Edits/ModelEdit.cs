using System.Collections.Generic;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Edits;

/// <summary>What is to change about a model in the file: null leaves a member as it is, an empty list or text takes it out.</summary>
public sealed record ModelEdit
{
    /// <summary>The targets that answer for the model, in order; they take the place of all that were there.</summary>
    public IReadOnlyList<TargetEdit>? Targets { get; init; }

    /// <summary>How the targets are ordered, as the file spells it, for example <c>round-robin</c>.</summary>
    public string? Strategy { get; init; }

    /// <summary>The price in USD per million tokens; it takes the place of the whole price that was there.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>True takes the price out, so that the catalogue's holds again.</summary>
    public bool RemovePrice { get; init; }

    /// <summary>True makes it the model of calls that name none; false changes nothing.</summary>
    public bool MakeDefault { get; init; }
}
