using System;
using System.Linq;

namespace HolySheep.Configuration.Masking;

/// <summary>Distinguishes keys in configured headers from words: the date of a feature, the name of a team, a version.</summary>
internal static class HeaderKey
{
    private const int Shortest = 16;

    private static readonly string[] NamesOfKeys = ["auth", "key", "token", "secret", "cookie", "password", "credential", "signature"];
    private static readonly char[] Separators = ['-', '_', '.', ':', '/', '=', ',', ';'];

    /// <summary>Whether a header's name says that its value is a key.</summary>
    public static bool IsNamed(string name) => NamesOfKeys.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether a value is looked for in answers by its parts.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value, or the last word of it.</param>
    public static bool Is(string name, string value) =>
        value.Length >= Shortest && value.IndexOf(' ') < 0 && value.IndexOf("//", StringComparison.Ordinal) < 0 && value.Any(char.IsDigit) && value.Any(char.IsLetter)
        && (IsNamed(name) || value.Split(Separators).Any(RandomText.Is));
}
