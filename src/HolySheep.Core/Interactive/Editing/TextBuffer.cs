using System;
using System.Globalization;

namespace HolySheep.Interactive.Editing;

/// <summary>The text being typed, and the place of the cursor in it.</summary>
internal sealed class TextBuffer
{
    /// <summary>The text; lines end with a line feed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The place of the cursor: the number of UTF-16 units before it.</summary>
    public int Cursor { get; private set; }

    /// <summary>Replaces the whole text, and puts the cursor at its end.</summary>
    public void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    /// <summary>Inserts a text at the cursor.</summary>
    public void Insert(string text)
    {
        Text = Text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    /// <summary>Deletes from the cursor to a place.</summary>
    public void DeleteTo(int place)
    {
        var (from, to) = (Math.Min(place, Cursor), Math.Max(place, Cursor));
        Text = Text.Remove(from, to - from);
        Cursor = from;
    }

    /// <summary>Moves the cursor.</summary>
    public void MoveTo(int place) => Cursor = place;

    /// <summary>The place before the character before the cursor; a character is what a person sees as one.</summary>
    public int Previous()
    {
        var places = StringInfo.ParseCombiningCharacters(Text);
        var index = Array.BinarySearch(places, Cursor);
        index = index < 0 ? ~index : index;
        return index > 0 ? places[index - 1] : 0;
    }

    /// <summary>The place after the character at the cursor.</summary>
    public int Next()
    {
        var places = StringInfo.ParseCombiningCharacters(Text);
        var index = Array.BinarySearch(places, Cursor);
        index = index < 0 ? ~index : index + 1;
        return index < places.Length ? places[index] : Text.Length;
    }

    /// <summary>The beginning of the word before the cursor.</summary>
    public int PreviousWord()
    {
        var place = Cursor;
        while (place > 0 && char.IsWhiteSpace(Text[place - 1]))
        {
            place--;
        }

        while (place > 0 && !char.IsWhiteSpace(Text[place - 1]))
        {
            place--;
        }

        return place;
    }

    /// <summary>The end of the word after the cursor.</summary>
    public int NextWord()
    {
        var place = Cursor;
        while (place < Text.Length && char.IsWhiteSpace(Text[place]))
        {
            place++;
        }

        while (place < Text.Length && !char.IsWhiteSpace(Text[place]))
        {
            place++;
        }

        return place;
    }

    /// <summary>The beginning of the cursor's line.</summary>
    public int LineStart() => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    /// <summary>The end of the cursor's line, before its line feed.</summary>
    public int LineEnd() => Text.IndexOf('\n', Cursor) is var end and >= 0 ? end : Text.Length;

    /// <summary>Moves the cursor to the line above, at the same distance from its beginning; false on the first line.</summary>
    public bool MoveUp()
    {
        var start = LineStart();
        if (start == 0)
        {
            return false;
        }

        var above = start == 1 ? 0 : Text.LastIndexOf('\n', start - 2) + 1;
        Cursor = Math.Min(above + Cursor - start, start - 1);
        return true;
    }

    /// <summary>Moves the cursor to the line below; false on the last line.</summary>
    public bool MoveDown()
    {
        var end = LineEnd();
        if (end == Text.Length)
        {
            return false;
        }

        var column = Cursor - LineStart();
        Cursor = end + 1;
        Cursor = Math.Min(Cursor + column, LineEnd());
        return true;
    }
}
