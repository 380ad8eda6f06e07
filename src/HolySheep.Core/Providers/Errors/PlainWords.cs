using System.Collections.Generic;

namespace HolySheep.Providers.Errors;

/// <summary>A text as its letters and digits in lower case, with one blank for all between them: escapes, line breaks and quotation marks differ from one teller to the next.</summary>
internal sealed class PlainWords
{
    private readonly string _text;
    private readonly int[] _places;

    internal PlainWords(string text)
    {
        _text = text;
        var letters = new List<char>(text.Length);
        var places = new List<int>(text.Length);
        foreach (var (letter, place) in Walk(text))
        {
            letters.Add(letter);
            places.Add(place);
        }

        Letters = letters.ToArray();
        _places = places.ToArray();
    }

    /// <summary>The letters, digits and single blanks.</summary>
    public char[] Letters { get; }

    public int Length => Letters.Length;

    /// <summary>The letters, digits and single blanks of a text, one by one.</summary>
    public static IEnumerable<char> LettersOf(string text)
    {
        foreach (var (letter, _) in Walk(text))
        {
            yield return letter;
        }
    }

    /// <summary>The place in the text of one of the letters.</summary>
    public int Place(int index) => _places[index];

    /// <summary>Whether a word begins or ends before this letter.</summary>
    public bool IsBorder(int index) => index <= 0 || index >= Letters.Length || Letters[index] == ' ' || Letters[index - 1] == ' ' || Letters[index] > MaxAlphabetic;

    /// <summary>Where quotation marks stand between the words.</summary>
    public MarkedPlaces QuoteMarks() => new(_text, _places);

    // Chinese and Japanese have no blanks between words.
    private const char MaxAlphabetic = '\u2E80';

    private static IEnumerable<(char Letter, int Place)> Walk(string text)
    {
        var blank = true;
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
            {
                blank = false;
                yield return (char.ToLowerInvariant(letter), index);
            }
            else if (!blank)
            {
                blank = true;
                yield return (' ', index);
            }
        }
    }
}
