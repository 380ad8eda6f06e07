using System;
using System.Text;

namespace HolySheep.Configuration.Masking;

/// <summary>One way in which a key may be written, as a search by runs of its characters looks for it.</summary>
internal sealed class KeySpelling
{
    // A run that shows less of the secret says no more than the prefix that many keys share.
    private const int FewestSecret = 2;

    /// <param name="text">The key in this spelling.</param>
    /// <param name="publicLength">Characters of it at the start that many keys share.</param>
    /// <param name="secretPerByte">Characters that stand for one of the key, rounded up.</param>
    /// <param name="isToken">True finds it as a whole alone, with neither letter nor digit beside it.</param>
    public KeySpelling(string text, int publicLength = 0, int secretPerByte = 1, bool isToken = false)
    {
        Folded = Fold(text);
        Length = isToken ? Folded.Length : Math.Min(Folded.Length, KeyGrams.Longest);
        FirstEnd = publicLength == 0 ? 0 : publicLength + (FewestSecret * secretPerByte);
        IsToken = isToken;
    }

    /// <summary>The characters as <see cref="KeyText"/> reads them.</summary>
    public string Folded { get; }

    /// <summary>Characters of a run; a shorter one says nothing of the key.</summary>
    public int Length { get; }

    /// <summary>A run that ends before this offset holds the public prefix and too little more.</summary>
    public int FirstEnd { get; }

    /// <summary>True if it is found as a whole alone.</summary>
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
