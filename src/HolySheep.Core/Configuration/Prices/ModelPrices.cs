using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Catalog.Spellings;
using HolySheep.Configuration.Presets;

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
        var catalog = configuration.Catalog;
        if ((Configured(configuration, target) ?? Configured(configuration, model) ?? Configured(configuration, asked)) is { } own)
        {
            return Known(own, configuration.File, null);
        }

        var vendor = configuration.Providers.TryGetValue(provider, out var options) ? KnownPresets.VendorOf(options) : null;
        var found = InCatalog(catalog, target, vendor)
            ?? (NamesInMaps.TryGetValue(provider, out var other) ? InCatalog(catalog, other + "/" + model, vendor) : null)
            ?? InCatalog(catalog, model, vendor)
            ?? (ModelSpelling.HasOwnPrice(model) ? null : InCatalog(catalog, asked, vendor));
        return found is { } match && PriceOf(match.Entry, match.Price, vendor, IsOwnName(catalog, model)) is { } price ? Known(price, match.Entry.Source, match.Entry.Date) : null;
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

    /// <summary>A model with a price, as it is at the providers of a vendor; null if the catalog has none of this name.</summary>
    private static (ModelEntry Entry, SpelledPrice Price)? InCatalog(ModelCatalog catalog, string name, string? vendor) =>
        catalog.FindSpelled(name) is { } found && found.Entry.OfVendor(vendor) is { Price: not null } entry ? (entry, found.Price) : null;

    // Dated ids are listed as spellings; a maker before the id is the way of hosts of many models.
    private static bool IsOwnName(ModelCatalog catalog, string model) => catalog.FindByName(model) is not null || (model.IndexOf('/') < 0 && catalog.FindListed(model) is not null);

    /// <summary>The price of a model at a provider; null if its host has a price of its own, which is not known.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="spelled">What its name says of the price.</param>
    /// <param name="vendor">The vendor of the provider; null if it is not known.</param>
    /// <param name="isOwnName">True if the id that is sent is the maker's own; hosts of many models have names of theirs.</param>
    private static ModelPrice? PriceOf(ModelEntry entry, SpelledPrice spelled, string? vendor, bool isOwnName) =>
        entry.PricedAt.Count > 0 && !(vendor is null ? isOwnName : entry.PricedAt.Contains(vendor)) ? null
        : spelled switch
        {
            SpelledPrice.OfHost => null,
            SpelledPrice.RegionUnknown when entry.RegionalFactor is not null => null,
            SpelledPrice.Regional => entry.Price!.Times(entry.RegionalFactor ?? 1),
            _ => entry.Price,
        };
}
