using System;
using System.Collections.Generic;
using HolySheep.Catalog;

namespace HolySheep.Providers.Inspection;

/// <summary>One page of a list of models.</summary>
/// <param name="Ids">The ids of its models.</param>
/// <param name="Next">The address of the next page; null if it is the last.</param>
internal sealed record ModelPage(IReadOnlyList<string> Ids, Uri? Next = null)
{
    /// <summary>What the page says of its models, by id.</summary>
    public IReadOnlyDictionary<string, ListedModel> Models { get; init; } = new Dictionary<string, ListedModel>();
}
