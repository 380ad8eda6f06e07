namespace HolySheep.Catalog;

/// <summary>Estimates tokens if the provider gives no count.</summary>
public static class TokenEstimate
{
    // Vendors' rule of thumb: about four characters per token in English, and about one and a half in other scripts.
    private const double AsciiCharactersPerToken = 4;
    private const double OtherCharactersPerToken = 1.5;

    /// <summary>The tokens that an answer is expected to have if nothing tells more: plans, limits and budgets begin with it.</summary>
    internal const int UsualAnswer = 1_000;

    /// <summary>The tokens of the text; 0 only for an empty text.</summary>
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
