using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>What the providers' lists said of their models in this process. Nothing is asked for: the lists are those that someone wanted to see. Thread-safe.</summary>
internal sealed class ListedModels
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, ListedModel>> _lists = new(StringComparer.Ordinal);

    /// <summary>Keeps a provider's list in place of an earlier one.</summary>
    public void Keep(string provider, IReadOnlyDictionary<string, ListedModel> models) => _lists[provider] = models;

    /// <summary>What is known of a model; null if its provider was not asked or says nothing.</summary>
    public ListedModel? Find(string provider, string model) =>
        _lists.TryGetValue(provider, out var models) && models.TryGetValue(model, out var listed) ? listed : null;
}
