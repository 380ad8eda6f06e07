using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Configuration.Masking;

/// <summary>Distinguishes placeholders from keys: a placeholder is not a secret, and answers may contain it.</summary>
internal static class PlaceholderKey
{
    // Random texts of this length have more different characters.
    private const int LongSecret = 12;
    private const int FewestOfLong = 5;
    private const int FewestOfShort = 4;
    private const int ShortestCount = 9;
    private const int LongestWordBefore = 4;

    // A text with one of these words stands for a missing key.
    private static readonly HashSet<string> Says = new(StringComparer.OrdinalIgnoreCase)
    {
        "none", "no", "not", "null", "nil", "empty", "dummy", "fake", "mock", "test", "testing", "example", "sample", "placeholder", "change", "changeme",
        "replace", "replaceme", "insert", "your", "here", "unused", "anything", "whatever", "ollama", "studio", "needed", "required", "noauth", "nokey",
    };

    // These words occur with one of them.
    private static readonly HashSet<string> Beside = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "my", "me", "this", "with", "sk", "pk", "api", "apikey", "key", "token", "secret", "value", "openai", "anthropic", "lm", "proj", "is",
    };

    /// <summary>Whether a text is a placeholder and not a key.</summary>
    public static bool Is(string key)
    {
        var segments = Segments(key);
        return segments.Count == 0
            ? key.Distinct().Count() <= 1
            : IsPattern(SecretOf(key, segments)) || (segments.Any(Says.Contains) && segments.All(segment => Says.Contains(segment) || Beside.Contains(segment) || IsRepeated(segment)));
    }

    /// <summary>The letters and digits of a key without the prefixes that issuers or people add.</summary>
    private static string SecretOf(string key, List<string> segments)
    {
        var published = KeyPrefixes.PublishedLength(key);
        return string.Concat(published > 0 && published < key.Length
            ? Segments(key.Substring(published))
            : segments.SkipWhile((segment, index) => index < segments.Count - 1 && segment.Length <= LongestWordBefore && segment.All(char.IsLetter)));
    }

    /// <summary>Whether a text has few different characters, or is a sequence: <c>1234567890</c>, <c>abcdef</c>.</summary>
    private static bool IsPattern(string secret) =>
        secret.ToLowerInvariant().Distinct().Count() < (secret.Length < LongSecret ? FewestOfShort : FewestOfLong)
        || (secret.Length >= ShortestCount && Enumerable.Range(1, secret.Length - 1).All(place => Follows(secret[place - 1], secret[place])));

    private static bool Follows(char before, char after) => after == before + 1 || (before, after) is ('9', '0') or ('9', 'a') or ('9', 'A') or ('z', 'a') or ('Z', 'A') or ('0', '1');

    private static bool IsRepeated(string segment) => segment.Distinct().Count() == 1;

    private static List<string> Segments(string key)
    {
        var segments = new List<string>();
        var start = 0;
        for (var at = 0; at <= key.Length; at++)
        {
            if (at == key.Length || !char.IsLetterOrDigit(key[at]))
            {
                if (at > start)
                {
                    segments.Add(key.Substring(start, at - start));
                }

                start = at + 1;
            }
        }

        return segments;
    }
}
