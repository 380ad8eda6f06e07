using System.Globalization;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary>A name with a number, as in <c>backup/gpt-4.1=2</c>; the number is optional.</summary>
internal readonly record struct WeightedName(string Name, decimal? Number)
{
    /// <exception cref="HolySheepException">What follows the equals sign is not a number.</exception>
    public static WeightedName Parse(string text, string expected)
    {
        var at = text.LastIndexOf('=');
        if (at < 0)
        {
            return new WeightedName(text, null);
        }

        return at > 0 && decimal.TryParse(text[(at + 1)..], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new WeightedName(text[..at], number)
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"Expected {expected}, got '{text}'.");
    }
}
