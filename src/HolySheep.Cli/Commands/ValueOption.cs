using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using System.Numerics;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary>Creates options by the kind of their value; the core checks the value itself.</summary>
internal static class ValueOption
{
    public static Option<bool> Flag(string name, string description) =>
        // Without this arity a flag would swallow a prompt such as 'true'.
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>A flag with a short name of one letter.</summary>
    public static Option<bool> Flag(string name, char letter, string description) =>
        new(name, $"-{letter}") { Description = description, Arity = ArgumentArity.Zero };

    public static Option<bool> WhatIf() => Flag("--what-if", "Says what would be done, and does nothing.");

    public static Option<bool> NoInput() => Flag("--no-input", "Ignores standard input, even if data is waiting in it; for loops and jobs.");

    public static Option<string?> Text(string name, string valueName, string description) =>
        new(name) { Description = description, HelpName = valueName };

    /// <summary>A text with a short name of one letter.</summary>
    public static Option<string?> Text(string name, char letter, string valueName, string description) =>
        new(name, $"-{letter}") { Description = description, HelpName = valueName };

    /// <summary>Seconds, including fractions, with a decimal point in every culture.</summary>
    public static Option<TimeSpan?> Seconds(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SEC",
        CustomParser = result => Parsed<TimeSpan?>(result, "seconds, for example 30 or 2.5", text =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
                && Math.Abs(seconds) <= (decimal)TimeSpan.MaxValue.TotalSeconds / 2
                ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
                : null),
    };

    /// <summary>Seconds, or the word for a target's own usual time.</summary>
    public static Option<HedgeTime?> Hedge(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SEC",
        CustomParser = result => Parsed(result, "seconds, for example 2.5, or auto", HedgeTime.Parse),
    };

    /// <summary>A number, with a decimal point in every culture.</summary>
    public static Option<T?> Number<T>(string name, string description)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => Parsed<T?>(result, typeof(T) != typeof(int) && typeof(T) != typeof(long) ? "a number, for example 0.7" : "a whole number",
                text => T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && T.IsFinite(number) ? number : null),
        };

    /// <summary>A number in a list, with a decimal point in every culture.</summary>
    public static decimal DecimalOf(string option, string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"{option} takes numbers, for example 0.8, got '{text}'.");

    /// <summary>One of several words.</summary>
    public static Option<T?> Word<T>(string name, string description, IReadOnlyDictionary<string, T> words)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = string.Join('|', words.Keys),
            CustomParser = result => Parsed<T?>(result, string.Join(" or ", words.Keys), text => words.TryGetValue(text, out var word) ? word : null, words.Keys),
        };

    /// <summary>A list separated by commas; lists of repeated options are joined.</summary>
    public static Option<IReadOnlyList<string>?> List(string name, string valueName, string description) => new(name)
    {
        Description = description,
        HelpName = valueName,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.SelectMany(token => ItemsOf(token.Value))],
    };

    /// <summary>The items of a list separated by commas; none if the text is empty. An item that is empty stays one, so that it is refused.</summary>
    public static string[] ItemsOf(string text) => text.Length == 0 ? [] : text.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>Texts, one each time the option is given.</summary>
    public static Option<IReadOnlyList<string>?> Texts(string name, string valueName, string description) => new(name)
    {
        Description = description,
        HelpName = valueName,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => token.Value)],
    };

    /// <summary>A name and a value each time the option is given; the last value of a name wins.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="separator">What separates the name from the value.</param>
    /// <param name="valueName">What help calls the value.</param>
    /// <param name="description">What the option does.</param>
    /// <param name="emptyIsNone">True if an empty text gives no pairs, which removes the existing ones.</param>
    public static Option<IReadOnlyDictionary<string, string>?> Pairs(string name, char separator, string valueName, string description, bool emptyIsNone = false) => new(name)
    {
        Description = description,
        HelpName = valueName,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var text in result.Tokens.Select(token => token.Value).Where(text => text.Length > 0 || !emptyIsNone))
            {
                var at = text.IndexOf(separator, StringComparison.Ordinal);
                if (at < 1)
                {
                    result.AddError($"{name} takes {valueName}, got '{text}'.");
                    return null;
                }

                pairs[text[..at].Trim()] = text[(at + 1)..].Trim();
            }

            return pairs;
        },
    };

    private static T? Parsed<T>(ArgumentResult result, string expected, Func<string, T?> parse, IEnumerable<string>? known = null)
    {
        // The parser itself reports more than one value.
        var text = result.Tokens[0].Value;
        var value = parse(text);
        if (value is null)
        {
            result.AddError($"{((OptionResult)result.Parent!).Option.Name} takes {expected}, got '{text}'{(NearestName.Suggest(text, known ?? []) is { Length: > 0 } suggestion ? suggestion : ".")}");
        }

        return value;
    }
}
