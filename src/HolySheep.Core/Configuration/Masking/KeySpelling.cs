using System;
using System.Text;

namespace HolySheep.Configuration.Masking;

/// <summary>One spelling of a key, in the form in which a search by runs of characters uses it.</summary>
internal sealed class KeySpelling
{
    // A run with fewer secret characters says no more than the prefix that many keys share.
    private const int FewestSecret = 2;

    /// <param name="text">The key in this spelling.</param>
    /// <param name="publicLength">The number of its public leading characters.</param>
    /// <param name="secretPerByte">The number of its characters per character of the key, rounded up.</param>
    /// <param name="isToken">True finds it only as a whole, without a letter or digit next to it.</param>
    public KeySpelling(string text, int publicLength = 0, int secretPerByte = 1, bool isToken = false)
    {
        Folded = Fold(text);
        Length = isToken ? Folded.Length : Math.Min(Folded.Length, KeyGrams.Longest);
        FirstEnd = publicLength == 0 ? 0 : publicLength + (FewestSecret * secretPerByte);
        IsToken = isToken;
    }

    /// <summary>The characters as <see cref="KeyText"/> reads them.</summary>
    public string Folded { get; }

    /// <summary>The length of a run; a shorter run says nothing about the key.</summary>
    public int Length { get; }

    /// <summary>A run that ends before this offset contains the public prefix and too little else.</summary>
    public int FirstEnd { get; }

    /// <summary>True if it is found only as a whole.</summary>
    public bool IsToken { get; }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var reader = new KeyText(text.AsSpan());
        while (reader.Next())
        {
            folded.Append(reader.Current);
        }

        return folded.ToString();
    }
}
