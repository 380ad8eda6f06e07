namespace HolySheep.Catalog;

/// <summary>A rough count of tokens, for where the provider gives none.</summary>
public static class TokenEstimate
{
    // Vendors' rule of thumb: about four characters of English a token; other scripts come closer to one a token and a half.
    private const double AsciiCharactersPerToken = 4;
    private const double OtherCharactersPerToken = 1.5;

    /// <summary>Tokens of the text; 0 only for an empty one.</summary>
    public static long Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        long ascii = 0;
        foreach (var character in text!)
        {
            if (character < 128)
            {
                ascii++;
            }
        }

        var tokens = (ascii / AsciiCharactersPerToken) + ((text.Length - ascii) / OtherCharactersPerToken);
        return (long)System.Math.Ceiling(tokens);
    }
}
