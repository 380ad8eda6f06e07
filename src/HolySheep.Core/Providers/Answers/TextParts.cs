using System;
using System.Text;

namespace HolySheep.Providers.Answers;

/// <summary>A text that arrives in pieces; one that arrives whole is not copied.</summary>
internal sealed class TextParts
{
    // A piece counts as the whole text repeated only if it is long and comes after several pieces, because a text may repeat itself.
    private const int ShortestRepeat = 8;
    private const int ShortestUnmarkedRepeat = 32;

    private readonly CharacterJoiner _joiner = new();
    private string? _only;
    private StringBuilder? _several;
    private string? _repeat;
    private int _pieces;

    /// <summary>The text so far; null if none came.</summary>
    public string? OrNull => _several?.ToString() ?? _only;

    public bool IsEmpty => _only is null;

    public int Length => _several?.Length ?? _only?.Length ?? 0;

    /// <summary>Adds a piece; returns what can be shown of it.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="isMarked">Whether a finish reason came with it.</param>
    public string Add(string? piece, bool isMarked = false)
    {
        if (string.IsNullOrEmpty(piece))
        {
            return "";
        }

        _pieces++;
        if (_repeat is { } repeat)
        {
            // More text follows, so it was not the whole text repeated at the end.
            _repeat = null;
            return Append(repeat) + Append(piece!);
        }

        if (IsRepeat(piece!, isMarked))
        {
            _repeat = piece;
            return "";
        }

        return Append(piece!);
    }

    /// <summary>Adds a piece that cannot be a repetition of the whole; returns what can be shown of it.</summary>
    public string Append(string? piece) => string.IsNullOrEmpty(piece) ? "" : Keep(_joiner.Add(piece!));

    /// <summary>Replaces the pieces with a text that claims to be the whole; returns its new part if it continues them, otherwise null.</summary>
    public string? Continue(string whole)
    {
        var soFar = OrNull ?? "";
        whole = whole.StartsWith(soFar, StringComparison.Ordinal) ? whole : CharacterJoiner.Whole(whole);
        if (!whole.StartsWith(soFar, StringComparison.Ordinal))
        {
            return null;
        }

        _joiner.Finish();
        _repeat = null;
        _pieces++;
        return whole.Length == soFar.Length ? "" : Append(whole.Substring(soFar.Length));
    }

    /// <summary>Whether a whole text differs from the pieces by more than leading and trailing whitespace.</summary>
    public bool Differs(string whole) => (OrNull ?? "").Trim() != CharacterJoiner.Whole(whole).Trim();

    public void Replace(string whole)
    {
        (_only, _several, _repeat) = (null, null, null);
        _joiner.Finish();
        Append(whole);
    }

    /// <summary>Ends the text; returns what can be shown of the held back part.</summary>
    public string Finish() => Keep(_joiner.Finish());

    // The piece itself is among the counted pieces.
    private bool IsRepeat(string piece, bool isMarked) =>
        piece.Length == Length && (isMarked ? _pieces > 2 && piece.Length >= ShortestRepeat : _pieces > 3 && piece.Length >= ShortestUnmarkedRepeat) && piece == OrNull;

    private string Keep(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        if (_only is null)
        {
            _only = text;
        }
        else
        {
            (_several ??= new StringBuilder(_only)).Append(text);
        }

        return text;
    }
}
