using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using HolySheep.Catalog;
using HolySheep.Errors;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Binding;

/// <summary>Reads a price from a script: a hashtable or an object with input, output and more, in USD per million tokens.</summary>
internal static class PriceArgument
{
    private const string Example = "Write, for example: -Price @{ input = 2.00; cachedInput = 0.50; output = 8.00 }";

    private const string Steps = "longContext";
    private const decimal Most = 1_000_000_000;

    private static readonly string[] Known = ["input", "cachedInput", "cacheWrite", "output", "reasoning", Steps, "batch", "flex"];
    private static readonly string[] KnownOfStep = ["from", "input", "cachedInput", "cacheWrite", "output", "reasoning"];

    /// <exception cref="HolySheepException">The value is not a price, or a member is not valid.</exception>
    internal static ModelPrice Read(object value)
    {
        value = NestedText.Read(value)!;
        var plain = Unwrapped(value);
        if (plain is HolySheepPrice written)
        {
            return written.Source;
        }

        var (prices, steps) = ReadMembers(value, Known);
        return new ModelPrice(Required(prices, "input"), Required(prices, "output"), Optional(prices, "cachedInput"))
        {
            CacheWrite = Optional(prices, "cacheWrite"),
            Reasoning = Optional(prices, "reasoning"),
            LongContext = steps is null ? [] : ReadSteps(steps),
            Batch = Optional(prices, "batch"),
            Flex = Optional(prices, "flex"),
        };
    }

    /// <summary>The prices of requests with a long prompt: one step, or a list of steps.</summary>
    private static IReadOnlyList<LongContextPrice> ReadSteps(object value)
    {
        var items = Unwrapped(value) is IEnumerable list and not IDictionary ? list.Cast<object>() : [value];
        var steps = items.Select(item =>
        {
            var prices = ReadMembers(item, KnownOfStep).Prices;
            var from = Required(prices, "from");
            return from is >= 1 and <= int.MaxValue && from == decimal.Truncate(from)
                ? new LongContextPrice((int)from, Required(prices, "input"), Required(prices, "output"), Optional(prices, "cachedInput")) { CacheWrite = Optional(prices, "cacheWrite"), Reasoning = Optional(prices, "reasoning") }
                : throw Fault("The 'from' of a step for long prompts must be a whole number of tokens, 1 or more.");
        }).OrderBy(step => step.From).ToList();
        return steps.Select(step => step.From).Distinct().Count() == steps.Count ? steps : throw Fault("Two steps for long prompts begin at the same number of tokens.");
    }

    private static (Dictionary<string, decimal> Prices, object? Steps) ReadMembers(object value, string[] known)
    {
        var plain = Unwrapped(value);
        if (PipelineText.IsText(plain) || (plain is IEnumerable && plain is not IDictionary))
        {
            throw Fault("A price must be a hashtable or an object with 'input' and 'output'.");
        }

        var prices = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
        object? steps = null;
        foreach (var (name, price) in Members(value, plain))
        {
            // A null member was not set, whatever its name: a price that was written can be set again.
            if (price is null)
            {
                continue;
            }

            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw Fault($"'{name}' is not a part of a price{NearestName.Suggest(name, known)}");
            }

            if (string.Equals(name, Steps, StringComparison.OrdinalIgnoreCase))
            {
                steps = price;
                continue;
            }

            prices[name] = Number(name, price);
        }

        return (prices, steps);
    }

    private static object Unwrapped(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static decimal Required(Dictionary<string, decimal> prices, string name) =>
        Optional(prices, name) ?? throw Fault(name == "from" ? "A step for long prompts needs 'from': the prompt tokens above which it applies." : "A price needs 'input' and 'output', in USD per million tokens.");

    private static IEnumerable<(string Name, object? Value)> Members(object value, object plain) => plain is IDictionary entries
        ? entries.Cast<DictionaryEntry>().Select(entry => (PipelineText.Of(entry.Key), (object?)entry.Value))
        : PSObject.AsPSObject(value).Properties.Where(property => property.IsGettable).Select(property => (property.Name, (object?)property.Value));

    private static decimal? Optional(Dictionary<string, decimal> prices, string name) => prices.TryGetValue(name, out var price) ? price : null;

    private static decimal Number(string name, object value)
    {
        // A text is read with a decimal point in every culture, so that 0,5 never becomes 5.
        var plain = Unwrapped(value);
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        var read = plain switch
        {
            string text => decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) ? number : null,
            bool or char or DateTime => null,
            _ => LanguagePrimitives.TryConvertTo<decimal>(plain, CultureInfo.InvariantCulture, out var number) ? number : (decimal?)null,
        };
        return read is >= 0 and <= Most ? read.Value : throw Fault($"The price's '{name}' is '{PipelineText.Of(value)}'; expected USD per million tokens, a number of 0 or more with a decimal point.");
    }

    private static HolySheepException Fault(string message) => new(ErrorCode.ArgumentInvalid, message, Example);
}
