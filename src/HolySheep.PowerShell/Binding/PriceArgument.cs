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

/// <summary>Reads a price as scripts write it: a hashtable or an object with input, output and more, in USD per million tokens.</summary>
internal static class PriceArgument
{
    private const string Example = "Write, for example: -Price @{ input = 2.00; cachedInput = 0.50; output = 8.00 }";

    private const string Steps = "longContext";
    private const decimal Most = 1_000_000_000;

    private static readonly string[] Known = ["input", "cachedInput", "cacheWrite", "output", "reasoning", Steps];
    private static readonly string[] KnownOfStep = ["from", "input", "cachedInput", "cacheWrite", "output", "reasoning"];

    /// <exception cref="HolySheepException">It is none, or a member is no price.</exception>
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
        };
    }

    /// <summary>What requests with a long prompt cost: one step, or a list of steps.</summary>
    private static IReadOnlyList<LongContextPrice> ReadSteps(object value)
    {
        var items = Unwrapped(value) is IEnumerable list and not IDictionary ? list.Cast<object>() : [value];
        var steps = items.Select(item =>
        {
            var prices = ReadMembers(item, KnownOfStep).Prices;
            var from = Required(prices, "from");
            return from is >= 1 and <= int.MaxValue && from == decimal.Truncate(from)
                ? new LongContextPrice((int)from, Required(prices, "input"), Required(prices, "output"), Optional(prices, "cachedInput")) { CacheWrite = Optional(prices, "cacheWrite"), Reasoning = Optional(prices, "reasoning") }
                : throw Fault("The 'from' of a step for long prompts is a whole number of tokens from 1.");
        }).OrderBy(step => step.From).ToList();
        return steps.Select(step => step.From).Distinct().Count() == steps.Count ? steps : throw Fault("Two steps for long prompts begin at the same number of tokens.");
    }

    private static (Dictionary<string, decimal> Prices, object? Steps) ReadMembers(object value, string[] known)
    {
        var plain = Unwrapped(value);
        if (PipelineText.IsText(plain) || (plain is IEnumerable && plain is not IDictionary))
        {
            throw Fault("A price is a hashtable or an object with 'input' and 'output'.");
        }

        var prices = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
        object? steps = null;
        foreach (var (name, price) in Members(value, plain))
        {
            // What is null was not set, whatever it is called: a price that was written goes in again.
            if (price is null)
            {
                continue;
            }

            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw Fault($"'{name}' is no part of a price{NearestName.Suggest(name, known)}");
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
        Optional(prices, name) ?? throw Fault(name == "from" ? "A step for long prompts needs 'from': the prompt tokens above which it holds." : "A price needs 'input' and 'output', in USD per million tokens.");

    private static IEnumerable<(string Name, object? Value)> Members(object value, object plain) => plain is IDictionary entries
        ? entries.Cast<DictionaryEntry>().Select(entry => (PipelineText.Of(entry.Key), (object?)entry.Value))
        : PSObject.AsPSObject(value).Properties.Where(property => property.IsGettable).Select(property => (property.Name, (object?)property.Value));

    private static decimal? Optional(Dictionary<string, decimal> prices, string name) => prices.TryGetValue(name, out var price) ? price : null;

    private static decimal Number(string name, object value)
    {
        // A text is read with a point whatever the culture, so that 0,5 never becomes 5.
        var plain = Unwrapped(value);
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        var read = plain switch
        {
            string text => decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) ? number : null,
            bool or char or DateTime => null,
            _ => LanguagePrimitives.TryConvertTo<decimal>(plain, CultureInfo.InvariantCulture, out var number) ? number : (decimal?)null,
        };
        return read is >= 0 and <= Most ? read.Value : throw Fault($"The price's '{name}' is '{PipelineText.Of(value)}'; expected USD per million tokens, a number from 0 with a point.");
    }

    private static HolySheepException Fault(string message) => new(ErrorCode.ArgumentInvalid, message, Example);
}
