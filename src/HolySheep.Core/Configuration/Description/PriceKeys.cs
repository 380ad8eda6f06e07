using System.Collections.Generic;

namespace HolySheep.Configuration.Description;

/// <summary>The keys of a price.</summary>
internal static class PriceKeys
{
    private const string AsInput = "the price of other prompt tokens";

    private static KeyShape Factor { get; } = KeyShape.Number(0);

    public static IReadOnlyList<KeyDescription> Step { get; } =
    [
        new("from", KeyShape.Whole(1), "The tokens of the prompt above which these prices apply.", null, "200000"),
        .. Figures(),
    ];

    public static IReadOnlyList<KeyDescription> All { get; } =
    [
        .. Figures(),
        new("longContext", KeyShape.AnyOf("object, or a list of objects", KeyShape.Object(Step, "step"), KeyShape.ListOf(KeyShape.Object(Step, "step"), "list of steps")),
            "Other prices for requests with long prompts, in ascending order of length.", "no other prices", null),
        new("batch", Factor, "The factor of these prices in the vendor's batches.", "0.5", "0.5"),
        new("flex", Factor, "The factor of these prices in the vendor's flexible lane.", "no price there", "0.5"),
        new("until", KeyShape.Text, "The last day of these prices.", "no end", "\"2026-12-31\""),
        new("after", new KeyShape("object", "price"), "The price that follows that day.", "none", """{ "input": 3.00, "output": 9.00 }"""),
        new("otherCharges", KeyShape.Flag, "Says that a call may cost more than its tokens; its cost then counts as unknown.", "false", "true"),
    ];

    private static IReadOnlyList<KeyDescription> Figures() =>
    [
        new("input", KeyShape.Price, "The price of prompt tokens.", null, "2.00"),
        new("cachedInput", KeyShape.Price, "The price of prompt tokens from the cache.", AsInput, "0.50"),
        new("cacheWrite", KeyShape.Price, "The price of prompt tokens that are written to the cache.", "1.25 times the price of other prompt tokens", "2.50"),
        new("output", KeyShape.Price, "The price of answer tokens.", null, "8.00"),
        new("reasoning", KeyShape.Price, "The price of reasoning tokens.", "the price of other answer tokens", "8.00"),
    ];
}
