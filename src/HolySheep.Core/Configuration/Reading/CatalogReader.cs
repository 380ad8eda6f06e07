using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Reading;

/// <summary>Merges the user's catalog over another, entry by entry and member by member.</summary>
internal static class CatalogReader
{
    private static readonly string[] Known = ["models", "imported"];

    private static readonly string[] KnownOfRetirement = ["vendor", "date", "successor", "source", "read"];

    private static readonly string[] KnownOfVendor = ["vendor", "contextWindow", "maxOutput", "price", "source", "date"];

    private static readonly string[] KnownOfModel =
    [
        "id", "aliases", "spellings", "contextWindow", "maxOutput", "tools", "images", "jsonSchema", "tokenizer", "reasonsFirst", "maxCompletionTokens", "responsesOnly",
        "retires", "price", "pricedAt", "regionalFactor", "at", "currency", "source", "date", "effectiveFrom", "imported",
    ];

    /// <summary>The merged catalog. A price comes from one place only, with its source and date.</summary>
    /// <exception cref="Errors.ConfigurationException">The text is not valid.</exception>
    public static ModelCatalog Read(ReadingContext context, string text, ModelCatalog under)
    {
        var root = NodeReader.Read(text, context.File);
        context.WarnUnknown(root, Known);
        var entries = under.Entries.ToList();
        var places = entries.Select((entry, place) => (entry.Id, place)).ToDictionary(entry => entry.Id, entry => entry.place, StringComparer.OrdinalIgnoreCase);
        var byHand = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (node, id, imported) in InOrder(context, root, places))
        {
            if (!imported && !byHand.Add(id))
            {
                throw context.Fault(node, $"the model '{id}' is in the list twice");
            }

            // A provider's spelling gets its own entry, because its price may differ.
            var known = under.FindByName(id)?.Id ?? id;
            if (!places.TryGetValue(known, out var place))
            {
                places.Add(known, place = entries.Count);
                var spelled = under.Find(id);
                entries.Add((spelled ?? new ModelEntry { Id = id }) with { Id = id, SpellingOf = spelled?.Id, Aliases = [], Spellings = [], PriceOnly = true });
            }

            var entry = entries[place];
            entries[place] = Apply(context, entry with { PriceOnly = entry.PriceOnly && imported }, node);
        }

        return new ModelCatalog(entries);
    }

    /// <summary>Imported entries come first, so that entries written by hand override them; aliases before ids, so that the id's own figures override the alias's.</summary>
    private static IEnumerable<(ConfigurationNode Node, string Id, bool Imported)> InOrder(ReadingContext context, ConfigurationNode root, Dictionary<string, int> ids)
    {
        var nodes = new List<(ConfigurationNode Node, string Id, bool Imported)>();
        foreach (var node in root["models"] is { } list ? context.Items(list) : [])
        {
            context.WarnUnknown(node, KnownOfModel);
            var id = context.Text(node["id"] ?? throw context.Fault(node, "expected an 'id': the model's name"), "a model id");
            nodes.Add((node, id, Flag(context, node["imported"]) ?? false));
        }

        return nodes.OrderBy(entry => entry.Imported ? 0 : 1).ThenBy(entry => ids.ContainsKey(entry.Id) ? 1 : 0).ToList();
    }

    private static ModelEntry Apply(ReadingContext context, ModelEntry entry, ConfigurationNode node)
    {
        if (context.OptionalText(node["currency"], "USD") is not (null or "USD"))
        {
            throw context.Fault(node["currency"]!, "expected USD: prices are not converted");
        }

        if (PriceReader.Read(context, node["price"]) is { } price)
        {
            // The user's price holds wherever no other of the user's says otherwise.
            entry = entry with { Price = price, PricedAt = [], RegionalFactor = null, At = [], Source = context.File, Date = null, EffectiveFrom = null };
        }

        return entry with
        {
            Aliases = Names(context, node["aliases"]) ?? entry.Aliases,
            Spellings = Names(context, node["spellings"]) ?? entry.Spellings,
            ContextWindow = context.Integer(node["contextWindow"], 1) ?? entry.ContextWindow,
            MaxOutput = context.Integer(node["maxOutput"], 1) ?? entry.MaxOutput,
            Tools = Flag(context, node["tools"]) ?? entry.Tools,
            Images = Flag(context, node["images"]) ?? entry.Images,
            JsonSchema = Flag(context, node["jsonSchema"]) ?? entry.JsonSchema,
            Tokenizer = context.OptionalText(node["tokenizer"], "the name of an encoding") ?? entry.Tokenizer,
            ReasonsFirst = Flag(context, node["reasonsFirst"]) ?? entry.ReasonsFirst,
            MaxCompletionTokens = Flag(context, node["maxCompletionTokens"]) ?? entry.MaxCompletionTokens,
            ResponsesOnly = Flag(context, node["responsesOnly"]) ?? entry.ResponsesOnly,
            Retires = Retirement(context, node["retires"]) ?? entry.Retires,
            PricedAt = Names(context, node["pricedAt"]) ?? entry.PricedAt,
            RegionalFactor = node["regionalFactor"] is { } factor ? context.Price(factor) : entry.RegionalFactor,
            At = node["at"] is { } vendors ? [.. context.Items(vendors).Select(vendor => Vendor(context, vendor))] : entry.At,
            Source = context.OptionalText(node["source"], "where the figures come from") ?? entry.Source,
            Date = context.Day(node["date"]) ?? entry.Date,
            EffectiveFrom = context.Day(node["effectiveFrom"]) ?? entry.EffectiveFrom,
        };
    }

    private static ModelRetirement? Retirement(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return null;
        }

        context.WarnUnknown(node, KnownOfRetirement);
        return new ModelRetirement(
            context.OptionalText(node["vendor"], "the name of a vendor") ?? throw context.Fault(node, "expected a 'vendor': the company that stops serving the model"),
            context.Day(node["date"]) ?? throw context.Fault(node, "expected a 'date' such as \"2026-11-22\""),
            context.OptionalText(node["successor"], "a model id"),
            context.OptionalText(node["source"], "where the date comes from") ?? context.File ?? "",
            context.Day(node["read"]) ?? "");
    }

    private static VendorFacts Vendor(ReadingContext context, ConfigurationNode node)
    {
        context.WarnUnknown(node, KnownOfVendor);
        var vendor = context.OptionalText(node["vendor"], "the name of a vendor") ?? throw context.Fault(node, "expected a 'vendor': the company whose providers differ");
        return new VendorFacts(vendor, context.OptionalText(node["source"], "where the figures come from") ?? context.File ?? "", context.Day(node["date"]) ?? "")
        {
            ContextWindow = context.Integer(node["contextWindow"], 1),
            MaxOutput = context.Integer(node["maxOutput"], 1),
            Price = PriceReader.Read(context, node["price"]),
        };
    }

    private static IReadOnlyList<string>? Names(ReadingContext context, ConfigurationNode? node) =>
        node is null ? null : context.Items(node).Select(item => context.Text(item, "a model id")).ToList();

    private static bool? Flag(ReadingContext context, ConfigurationNode? node) => node?.Kind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw context.Fault(node, "expected true or false"),
    };
}
