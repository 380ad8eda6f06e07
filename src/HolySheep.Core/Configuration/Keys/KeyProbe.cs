using HolySheep.Chat;

namespace HolySheep.Configuration.Keys;

/// <summary>The result of looking for a key in one place.</summary>
/// <param name="Key">The key; null if the place has no usable key.</param>
/// <param name="Reason">Why the key is missing or not usable; contains no part of a key.</param>
/// <param name="Broken">True if there is a key that must not be used, false if there is none.</param>
/// <param name="Hint">How to fix it; null if the place itself says it.</param>
internal readonly record struct KeyProbe(Secret? Key, string Reason, bool Broken, string? Hint)
{
    private const int LongestKey = 8_192;

    /// <summary>The key is missing.</summary>
    public static KeyProbe Missing(string reason, string? hint = null) => new(null, reason, false, hint);

    /// <summary>There is a key that must not be used.</summary>
    public static KeyProbe Refused(string reason, string? hint = null) => new(null, reason, true, hint);

    /// <summary>Checks a text that was found.</summary>
    public static KeyProbe Of(string? text) => text is null ? Missing("not set") : Of(new Secret(text));

    /// <summary>Checks a key that was found or given: a header can contain only printable ASCII.</summary>
    public static KeyProbe Of(Secret key)
    {
        var text = key.Reveal();
        if (text.Length is 0 or > LongestKey)
        {
            return text.Length == 0 ? Missing("empty") : Refused($"longer than {LongestKey} characters");
        }

        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
            {
                return Refused(char.IsControl(character)
                    ? "holds a line break or another control character"
                    : "holds a character that is not ASCII", "Copy the key again from the provider's page, without anything around it.");
            }
        }

        return new(key, "", false, null);
    }
}
