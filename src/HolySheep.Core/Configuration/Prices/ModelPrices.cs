using System;
using System.Collections.Generic;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Prices;

/// <summary>Finds the price of a target for lists of models, estimates, strategies and the ledger alike: the configuration's, then the catalog's; in each the price of the target, then of the sent id, then of the requested model.</summary>
internal static class ModelPrices
{
    // The public price map has other names for these providers.
    private static readonly Dictionary<string, string> NamesInMaps = new(StringComparer.OrdinalIgnoreCase)
    {
        ["together"] = "together_ai",
        ["fireworks"] = "fireworks_ai",
        ["nvidia"] = "nvidia_nim",
        ["qwen"] = "dashscope",
        ["gemini-compat"] = "gemini",
        ["anthropic-compat"] = "anthropic",
    };

    /// <summary>The price of a model at a provider; null if it is unknown, or if more than tokens is charged.</summary>
    /// <param name="configuration">The configuration, with its catalog.</param>
    /// <param name="provider">The provider that is called.</param>
    /// <param name="model">The model id that is sent.</param>
    /// <param name="asked">The requested model.</param>
    public static KnownPrice? Find(HolySheepConfiguration configuration, string provider, string model, string asked)
    {
        var target = provider + "/" + model;
        if ((Configured(configuration, target) ?? Configured(configuration, model) ?? Configured(configuration, asked)) is { } own)
        {
            return Known(own, configuration.File, null);
        }

        var entry = InCatalog(configuration.Catalog, target)
            ?? (NamesInMaps.TryGetValue(provider, out var other) ? InCatalog(configuration.Catalog, other + "/" + model) : null)
            ?? InCatalog(configuration.Catalog, model)
            ?? InCatalog(configuration.Catalog, asked);
        return entry is null ? null : Known(entry.Price!, entry.Source, entry.Date);
    }

    /// <summary>The price of a model at the target that is asked first.</summary>
    public static KnownPrice? Find(HolySheepConfiguration configuration, string model)
    {
        var asked = configuration.Names.Resolve(model);
        var target = configuration.Models.TryGetValue(asked, out var options) && options.Targets.Count > 0 ? (options.Targets[0].Provider, options.Targets[0].Model)
            : configuration.Names.Address(asked) ?? (configuration.Defaults.Provider, asked);
        return Find(configuration, target.Item1, target.Item2, asked);
    }

    private static KnownPrice? Known(ModelPrice price, string? source, string? date) => price.OtherCharges ? null : new KnownPrice(price, source, date);

    private static ModelPrice? Configured(HolySheepConfiguration configuration, string name) =>
        configuration.Models.TryGetValue(configuration.Names.Configured(name) ?? name, out var options) ? options.Price : null;

    private static ModelEntry? InCatalog(ModelCatalog catalog, string name) => catalog.Find(name) is { Price: not null } entry ? entry : null;
}
