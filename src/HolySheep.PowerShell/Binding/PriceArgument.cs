using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using HolySheep.Catalog;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Reads a price as scripts write it: a hashtable or an object with input, output and more, in USD per million tokens.</summary>
internal static class PriceArgument
{
    private const string Example = "Write, for example: -Price @{ input = 2.00; cachedInput = 0.50; output = 8.00 }";

    private static readonly string[] Known = ["input", "cachedInput", "cacheWrite", "output", "reasoning"];

    /// <exception cref="HolySheepException">It is none, or a member is no price.</exception>
    internal static ModelPrice Read(object value)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (PipelineText.IsText(plain) || (plain is IEnumerable && plain is not IDictionary))
        {
            throw Fault("A price is a hashtable or an object with 'input' and 'output'.");
        }

        var prices = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, price) in Members(value, plain))
        {
            // What is null was not set, whatever it is called: a price that was written goes in again.
            if (price is null)
            {
                continue;
            }

            if (!Known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw Fault($"'{name}' is no part of a price{NearestName.Suggest(name, Known)}");
            }

            prices[name] = Number(name, price);
        }

        if (!prices.TryGetValue("input", out var input) || !prices.TryGetValue("output", out var output))
        {
            throw Fault("A price needs 'input' and 'output', in USD per million tokens.");
        }

        return new ModelPrice(input, output, Optional(prices, "cachedInput"))
        {
            CacheWrite = Optional(prices, "cacheWrite"),
            Reasoning = Optional(prices, "reasoning"),
        };
    }

    private static IEnumerable<(string Name, object? Value)> Members(object value, object plain) => plain is IDictionary entries
        ? entries.Cast<DictionaryEntry>().Select(entry => (PipelineText.Of(entry.Key), (object?)entry.Value))
        : PSObject.AsPSObject(value).Properties.Where(property => property.IsGettable).Select(property => (property.Name, (object?)property.Value));

    private static decimal? Optional(Dictionary<string, decimal> prices, string name) => prices.TryGetValue(name, out var price) ? price : null;

    private static decimal Number(string name, object value)
    {
        // A text is read with a point whatever the culture, so that 0,5 never becomes 5.
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        var read = plain switch
        {
            string text => decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) ? number : null,
            bool or char or DateTime => null,
            _ => LanguagePrimitives.TryConvertTo<decimal>(plain, CultureInfo.InvariantCulture, out var number) ? number : (decimal?)null,
        };
        return read is >= 0 ? read.Value : throw Fault($"The price's '{name}' is '{PipelineText.Of(value)}'; expected USD per million tokens, a number from 0 with a point.");
    }

    private static HolySheepException Fault(string message) => new(ErrorCode.ArgumentInvalid, message, Example);
}
