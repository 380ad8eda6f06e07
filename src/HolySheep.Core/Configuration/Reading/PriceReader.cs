using HolySheep.Catalog;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads a <c>price</c>, of the configuration and of the catalogue alike.</summary>
internal static class PriceReader
{
    private const string Expected = "expected 'input' and 'output', in USD per million tokens";

    private static readonly string[] Known = ["input", "cachedInput", "cacheWrite", "output", "reasoning", "longContext"];
    private static readonly string[] KnownOfLongContext = ["from", "input", "cachedInput", "cacheWrite", "output", "reasoning"];

    /// <summary>A price; null where there is no node.</summary>
    public static ModelPrice? Read(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return null;
        }

        context.WarnUnknown(node, Known);
        return new ModelPrice(Required(context, node, "input"), Required(context, node, "output"), Optional(context, node, "cachedInput"))
        {
            CacheWrite = Optional(context, node, "cacheWrite"),
            Reasoning = Optional(context, node, "reasoning"),
            LongContext = ReadLongContext(context, node["longContext"]),
        };
    }

    private static LongContextPrice? ReadLongContext(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return null;
        }

        context.WarnUnknown(node, KnownOfLongContext);
        var from = context.Integer(node["from"], 1) ?? throw context.Fault(node, "expected 'from': the prompt tokens above which these prices hold");
        return new LongContextPrice(from, Required(context, node, "input"), Required(context, node, "output"), Optional(context, node, "cachedInput"))
        {
            CacheWrite = Optional(context, node, "cacheWrite"),
            Reasoning = Optional(context, node, "reasoning"),
        };
    }

    private static decimal Required(ReadingContext context, ConfigurationNode node, string name) =>
        context.Price(node[name] ?? throw context.Fault(node, Expected));

    private static decimal? Optional(ReadingContext context, ConfigurationNode node, string name) => node[name] is { } price ? context.Price(price) : null;
}
