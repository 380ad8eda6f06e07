using System.Collections.Generic;
using HolySheep.Catalog;
using HolySheep.Failures;

namespace HolySheep.Providers.Inspection;

/// <summary>The models that a provider lists, or why it lists none.</summary>
internal sealed record ModelListing(IReadOnlyList<string> Ids, Failure? Failure, int? Status)
{
    /// <summary>What the list says of its models, by id.</summary>
    public IReadOnlyDictionary<string, ListedModel> Models { get; init; } = new Dictionary<string, ListedModel>();
}
