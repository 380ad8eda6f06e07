using System.Collections.Generic;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Edits;

/// <summary>A change of a model in the file: null leaves a member unchanged; an empty list or text removes it.</summary>
public sealed record ModelEdit
{
    /// <summary>The targets that answer for the model, in order; they replace all existing targets.</summary>
    public IReadOnlyList<TargetEdit>? Targets { get; init; }

    /// <summary>The strategy as the file spells it, for example <c>round-robin</c>.</summary>
    public string? Strategy { get; init; }

    /// <summary>The price in USD per million tokens; it replaces the whole existing price.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>True removes the price, so that the catalog's applies again.</summary>
    public bool RemovePrice { get; init; }

    /// <summary>How old an answer may be that is given again, for example <c>1d</c>; <c>off</c> never gives one again.</summary>
    public string? Cache { get; init; }

    /// <summary>True makes it the default model; false changes nothing.</summary>
    public bool MakeDefault { get; init; }
}
