using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace HolySheep.Configuration.Reading;

/// <content>Typed values, each with its range.</content>
internal sealed partial class ReadingContext
{
    private const double MostSeconds = 86_400;

    // Far beyond any price and limit, and small enough that no product with tokens overflows.
    private const decimal MostPrice = 1_000_000_000;
    private const decimal MostUsd = 1_000_000_000;

    // The smallest amount that the ledger keeps.
    private const decimal LeastUsd = 0.000000000001m;

    /// <summary>The members of an object; empty if the node is null.</summary>
    public IReadOnlyList<ConfigurationNode> Members(ConfigurationNode? node) => node is null ? [] : Expect(node, JsonValueKind.Object, "an object { … }").Children;

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<ConfigurationNode> Items(ConfigurationNode node) => Expect(node, JsonValueKind.Array, "a list [ … ]").Children;

    /// <summary>A text that is not empty and has no control characters.</summary>
    public string Text(ConfigurationNode node, string expected)
    {
        var text = Expect(node, JsonValueKind.String, expected).Text;
        return IsName(text) ? text : throw Fault(node, $"expected {expected}, without control characters and without spaces around it");
    }

    /// <summary>A text; null if the node is null.</summary>
    public string? OptionalText(ConfigurationNode? node, string expected) => node is null ? null : Text(node, expected);

    /// <summary>A whole number in a range; null if the node is null.</summary>
    public int? Integer(ConfigurationNode? node, int least, int most = int.MaxValue)
    {
        if (node is null)
        {
            return null;
        }

        var range = most == int.MaxValue ? $"a whole number from {least}" : $"a whole number from {least} to {most}";
        var text = Expect(node, JsonValueKind.Number, range).Text;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Fault(node, $"expected {range}");
    }

    /// <summary>Seconds, including fractions, up to a day; null if the node is null.</summary>
    public TimeSpan? Seconds(ConfigurationNode? node, bool zeroAllowed = false)
    {
        if (node is null)
        {
            return null;
        }

        var range = zeroAllowed ? "seconds from 0 to 86400" : "seconds above 0, up to 86400";
        var text = Expect(node, JsonValueKind.Number, range).Text;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value <= MostSeconds && (zeroAllowed ? value >= 0 : value >= 0.001)
            ? TimeSpan.FromTicks((long)(value * TimeSpan.TicksPerSecond))
            : throw Fault(node, $"expected {range}");
    }

    /// <summary>A number in a range.</summary>
    public decimal Number(ConfigurationNode node, decimal least, decimal most, string expected)
    {
        var text = Expect(node, JsonValueKind.Number, expected).Text;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Fault(node, $"expected {expected}");
    }

    /// <summary>A price in USD per million tokens, 0 to a billion; amounts below the ledger's smallest amount are refused and not rounded to 0.</summary>
    public decimal Price(ConfigurationNode node) => Amount(node, LeastUsd, MostPrice, "USD per million tokens, a number from 0 to 1000000000");

    /// <summary>An amount in USD, 0 to a billion; amounts below the ledger's smallest amount are refused and not rounded to 0.</summary>
    public decimal Usd(ConfigurationNode node) => Amount(node, LeastUsd, MostUsd, "an amount of USD, a number from 0 to 1000000000");

    private decimal Amount(ConfigurationNode node, decimal least, decimal most, string expected)
    {
        var text = Expect(node, JsonValueKind.Number, expected).Text;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value < 0 || value > most)
        {
            throw Fault(node, $"expected {expected}");
        }

        // A number too small for a decimal is read as 0, which would mean a free call or an empty budget.
        return value >= least || text.Split('e', 'E')[0].All(character => character is '0' or '.' or '-')
            ? value
            : throw Fault(node, FormattableString.Invariant($"expected {expected}; the smallest amount above 0 is {least}"));
    }

    /// <summary>The variable that a text names as <c>env:NAME</c>; null if the text is the value itself.</summary>
    public static string? VariableIn(string text)
    {
        const string Prefix = "env:";
        return text.StartsWith(Prefix, StringComparison.Ordinal) ? text.Substring(Prefix.Length) : null;
    }

    /// <summary>Tags: names in any letter case, each once, with their values; empty if the node is null.</summary>
    /// <param name="node">The object of the tags.</param>
    /// <param name="reserved">Names that the gateway sets itself.</param>
    public Dictionary<string, string> Tags(ConfigurationNode? node, params string[] reserved)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in Members(node))
        {
            if (!IsName(member.Name) || tags.ContainsKey(member.Name) || reserved.Contains(member.Name))
            {
                var taken = reserved.Length == 0 ? "" : $"; {string.Join(" and ", reserved.Select(name => $"'{name}'"))} are set by the gateway";
                throw Fault(member, "expected the name of a tag, each name once" + taken);
            }

            tags.Add(member.Name, Text(member, "the value of the tag"));
        }

        return tags;
    }

    /// <summary>True or false; false if the node is null.</summary>
    public bool Flag(ConfigurationNode? node) => node switch
    {
        null => false,
        { Kind: JsonValueKind.True } => true,
        { Kind: JsonValueKind.False } => false,
        _ => throw Fault(node, $"expected true or false, found {Describe(node.Kind)}"),
    };

    /// <summary>A full path; a relative path is relative to the file's folder or the home folder.</summary>
    public string FilePath(ConfigurationNode node, string path)
    {
        try
        {
            return Environment.FullPath(path, _folder);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw Fault(node, "expected the path of a file");
        }
    }

    /// <summary>Whether a text can be a name: not empty, no control characters, no leading or trailing spaces.</summary>
    public static bool IsName(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return false;
            }
        }

        return text.Length > 0 && text.Trim().Length == text.Length;
    }

    private ConfigurationNode Expect(ConfigurationNode node, JsonValueKind kind, string expected) =>
        node.Kind == kind ? node : throw Fault(node, $"expected {expected}, found {Describe(node.Kind)}");

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    /// <summary>A day as yyyy-MM-dd; null if the node is null.</summary>
    public string? Day(ConfigurationNode? node)
    {
        const string Expected = "a day such as \"2026-11-22\"";
        var text = OptionalText(node, Expected);
        return text is null || DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? text
            : throw Fault(node!, "expected " + Expected);
    }
}
