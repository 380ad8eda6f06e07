using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Catalog;
using HolySheep.Configuration.Description;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads a <c>price</c> of the configuration or of the catalog.</summary>
internal static class PriceReader
{
    private const string Expected = "expected 'input' and 'output', in USD per million tokens";

    /// <summary>The members of a price.</summary>
    public static readonly string[] Known = KeyDescription.NamesOf(PriceKeys.All);
    private static readonly string[] KnownOfLongContext = KeyDescription.NamesOf(PriceKeys.Step);

    /// <summary>A price; null if the node is null.</summary>
    public static ModelPrice? Read(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return null;
        }

        return new ModelPrice(Required(context, node, "input"), Required(context, node, "output"), Optional(context, node, "cachedInput"))
        {
            CacheWrite = Optional(context, node, "cacheWrite"),
            Reasoning = Optional(context, node, "reasoning"),
            LongContext = ReadSteps(context, node["longContext"]),
            Batch = Optional(context, node, "batch"),
            Flex = Optional(context, node, "flex"),
            Until = context.Day(node["until"]),
            After = Read(context, node["after"]),
            OtherCharges = context.Flag(node["otherCharges"]) | HasOtherCharges(context, node),
        };
    }

    /// <summary>Warns about unknown members. A member that is not a typo of a known name counts as a charge that cannot be computed, because a price without it would be wrong.</summary>
    private static bool HasOtherCharges(ReadingContext context, ConfigurationNode node)
    {
        var found = false;
        foreach (var member in context.Members(node).Where(member => !Known.Contains(member.Name)))
        {
            if (NearestName.Of(member.Name, Known) is not null || Known.Any(name => name.StartsWith(member.Name, StringComparison.OrdinalIgnoreCase)) || !IsCharge(member))
            {
                context.Warn(member, $"{node.Path}: '{member.Name}' is not known{NearestName.Suggest(member.Name, Known)}");
                continue;
            }

            found = true;
            context.Warn(member, $"{node.Path}: '{member.Name}' is not a charge that can be computed, so the cost of a call counts as unknown");
        }

        return found;
    }

    private static bool IsCharge(ConfigurationNode member) =>
        member.Kind is JsonValueKind.Object or JsonValueKind.Array || (member.Kind == JsonValueKind.Number && member.Text.Any(digit => digit is >= '1' and <= '9'));

    /// <summary>One step, or a list of steps in ascending order of length.</summary>
    private static IReadOnlyList<LongContextPrice> ReadSteps(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return [];
        }

        var steps = new List<LongContextPrice>();
        foreach (var item in node.Kind == JsonValueKind.Array ? context.Items(node) : [node])
        {
            context.WarnUnknown(item, KnownOfLongContext);
            var from = context.Integer(item["from"], 1) ?? throw context.Fault(item, "expected 'from': the prompt tokens above which these prices apply");
            if (steps.Count > 0 && from <= steps[steps.Count - 1].From)
            {
                throw context.Fault(item["from"]!, $"expected more than {steps[steps.Count - 1].From}: list the steps in ascending order");
            }

            steps.Add(new LongContextPrice(from, Required(context, item, "input"), Required(context, item, "output"), Optional(context, item, "cachedInput"))
            {
                CacheWrite = Optional(context, item, "cacheWrite"),
                Reasoning = Optional(context, item, "reasoning"),
            });
        }

        return steps;
    }

    private static decimal Required(ReadingContext context, ConfigurationNode node, string name) =>
        context.Price(node[name] ?? throw context.Fault(node, Expected));

    private static decimal? Optional(ReadingContext context, ConfigurationNode node, string name) => node[name] is { } price ? context.Price(price) : null;
}
