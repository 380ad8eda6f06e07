using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Conversations;

/// <summary>The rules for the names of conversations, the same on every platform, and the file of a name.</summary>
/// <remarks>
/// Names that differ only in letter case are one conversation on every platform. Characters that can be written in two ways are refused rather than composed,
/// because the command runs without the tables that composing needs: both front ends must find the same file.
/// </remarks>
internal static class ConversationName
{
    /// <summary>The extension of the files.</summary>
    public const string Extension = ".json";

    private const int Longest = 64;
    private const int LongestFileName = 160;
    private const string Forbidden = "/\\:*?\"<>|[]`";
    private const string Superscripts = "\u00B9\u00B2\u00B3";

    private static readonly HashSet<string> Devices = new(
        ((string[])["con", "prn", "aux", "nul", "conin$", "conout$"]).Concat(from device in (string[])["com", "lpt"] from number in "0123456789" + Superscripts select device + number),
        StringComparer.Ordinal);

    // Each pair is a range of characters that are a part of another one, or another spelling of it.
    private static readonly (char First, char Last)[] Ambiguous =
    [
        ('\u0300', '\u036F'), ('\u0653', '\u0655'), ('\u1100', '\u11FF'), ('\u1AB0', '\u1AFF'), ('\u1DC0', '\u1DFF'), ('\u20D0', '\u20FF'), ('\u2126', '\u2126'), ('\u212A', '\u212B'),
        ('\u3099', '\u309A'), ('\uA960', '\uA97F'), ('\uD7B0', '\uD7FF'), ('\uF900', '\uFAFF'), ('\uFE20', '\uFE2F'),
    ];

    /// <summary>Refuses a name that cannot be used on every platform.</summary>
    /// <exception cref="HolySheepException">The name is not valid; the message says why.</exception>
    public static string Check(string name) => FindFault(name) is { } fault
        ? throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The conversation's name '{Printable(name)}' {fault}.",
            "Use letters, digits, spaces, '-', '_' and '.', at most 64 of them, for example 'incident 4711'.")
        : name;

    /// <summary>The name of a conversation's file, the same for all spellings of the name.</summary>
    public static string FileOf(string name) => EncodedFileName.Of(name.ToLowerInvariant()) + Extension;

    /// <summary>The name that a file was written for, in lower case; null if no name has this file.</summary>
    public static string? Of(string file)
    {
        if (!file.EndsWith(Extension, StringComparison.Ordinal))
        {
            return null;
        }

        var name = EncodedFileName.Read(file.Substring(0, file.Length - Extension.Length));
        return FindFault(name) is null && FileOf(name) == file ? name : null;
    }

    /// <summary>Whether both are names of one conversation.</summary>
    public static bool AreSame(string name, string other) => FileOf(name) == FileOf(other);

    private static string? FindFault(string name) =>
        name.Trim().Length == 0 ? "is empty"
        : name.Length > Longest ? $"has {name.Length} characters; {Longest} are possible"
        : name.FirstOrDefault(character => Forbidden.IndexOf(character) >= 0) is var forbidden and not '\0' ? $"contains '{forbidden}', which names of files or patterns cannot have"
        : FindCharacterFault(name) is { } fault ? fault
        : name[0] is ' ' or '.' or '-' || name[name.Length - 1] is ' ' or '.' ? "begins or ends with a space or a period, or begins with '-'"
        : Devices.Contains(name.Split('.')[0].TrimEnd().ToLowerInvariant()) ? "is the name of a device on Windows"
        : FileOf(name).Length > LongestFileName ? "is too long for a file's name; letters outside the Latin alphabet take several places"
        : null;

    private static string? FindCharacterFault(string name)
    {
        for (var place = 0; place < name.Length; place++)
        {
            var character = name[place];
            var isPair = place + 1 < name.Length && char.IsSurrogatePair(name[place], name[place + 1]);
            if (Ambiguous.Any(range => character >= range.First && character <= range.Last))
            {
                return "has an accent or a part of a letter as a character of its own; type the whole letter as one character";
            }

            var category = CharUnicodeInfo.GetUnicodeCategory(name, place);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || (category == UnicodeCategory.SpaceSeparator && character != ' '))
            {
                return "has a character that cannot be seen, or half of one";
            }

            place += isPair ? 1 : 0;
        }

        return null;
    }

    private static string Printable(string name) => new([.. name.Take(Longest).Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character)]);
}
