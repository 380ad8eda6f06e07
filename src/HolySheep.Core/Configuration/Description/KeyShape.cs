using System.Collections.Generic;

namespace HolySheep.Configuration.Description;

/// <summary>What a value of the configuration file may be.</summary>
/// <param name="Type">The type in JSON Schema; empty if the value has one of several forms.</param>
/// <param name="Words">The type in words.</param>
internal sealed record KeyShape(string Type, string Words)
{
    /// <summary>The texts that are allowed; empty if every text is.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The least number; null if there is none.</summary>
    public decimal? Least { get; init; }

    /// <summary>The greatest number; null if there is none.</summary>
    public decimal? Most { get; init; }

    /// <summary>The shape of a list's items, or of the values of an object whose keys the user chooses.</summary>
    public KeyShape? Item { get; init; }

    /// <summary>The keys of an object; empty if the user chooses them.</summary>
    public IReadOnlyList<KeyDescription> Keys { get; init; } = [];

    /// <summary>The forms of which the value has one.</summary>
    public IReadOnlyList<KeyShape> Forms { get; init; } = [];

    /// <summary>A text.</summary>
    public static KeyShape Text { get; } = new("string", "text");

    /// <summary>True or false.</summary>
    public static KeyShape Flag { get; } = new("boolean", "true or false");

    /// <summary>Seconds, including fractions, up to a day.</summary>
    public static KeyShape Seconds { get; } = new("number", "seconds") { Least = 0, Most = 86_400 };

    /// <summary>USD per million tokens.</summary>
    public static KeyShape Price { get; } = new("number", "USD per million tokens") { Least = 0 };

    /// <summary>A list of texts.</summary>
    public static KeyShape Texts { get; } = ListOf(Text, "list of texts");

    /// <summary>One of several words.</summary>
    public static KeyShape OneOf(params IEnumerable<string> values) => new("string", "") { Values = [.. values] };

    /// <summary>A whole number in a range.</summary>
    public static KeyShape Whole(int least, int? most = null) => new("integer", "whole number") { Least = least, Most = most };

    /// <summary>A number in a range.</summary>
    public static KeyShape Number(decimal least, decimal? most = null) => new("number", "number") { Least = least, Most = most };

    /// <summary>A list.</summary>
    public static KeyShape ListOf(KeyShape item, string words) => new("array", words) { Item = item };

    /// <summary>An object whose keys the user chooses.</summary>
    public static KeyShape MapOf(KeyShape item, string words) => new("object", words) { Item = item };

    /// <summary>An object with known keys.</summary>
    public static KeyShape Object(IReadOnlyList<KeyDescription> keys, string words) => new("object", words) { Keys = keys };

    /// <summary>One of several forms.</summary>
    public static KeyShape AnyOf(string words, params IReadOnlyList<KeyShape> forms) => new("", words) { Forms = forms };
}
