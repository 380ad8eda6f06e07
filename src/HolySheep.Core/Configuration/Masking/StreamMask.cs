using System;
using System.Collections.Generic;
using System.Text;

namespace HolySheep.Configuration.Masking;

/// <summary>Masks a text that arrives in pieces: finds keys that are split over pieces, and holds back what may be the beginning of a key until more has arrived. Not thread-safe.</summary>
internal sealed class StreamMask(SecretMask mask)
{
    // Enough for the last characters before a piece, even if each is escaped.
    private const int Looked = 128;

    // The last shown text, then the text that is held back.
    private char[] _text = new char[2 * Looked];
    private int _length;
    private int _shown;

    // True if the last shown text is the stars of a key.
    private bool _inKey;

    /// <summary>Adds the next piece.</summary>
    /// <returns>The text that may be shown now; the same piece if none of it must be hidden or held back.</returns>
    public string Add(string piece)
    {
        if (piece.Length == 0 || !mask.LooksIntoAnswers)
        {
            return piece;
        }

        var held = _length > _shown;
        Append(piece);
        var text = _text.AsSpan(0, _length);
        var found = mask.Find(text, goesOn: true);
        var hidden = found is null ? 0 : found[found.Count - 1].End;
        var open = Math.Max(OpenEnd(text), Math.Max(_shown, hidden));
        string result;
        if (!held && open == _length && hidden <= _shown)
        {
            result = piece;
            _inKey = false;
        }
        else
        {
            result = Shown(found ?? [], open);
        }

        Keep(open);
        return result;
    }

    /// <summary>The text that was held back, after the last piece; empty if there is none.</summary>
    public string Rest()
    {
        if (_shown == _length)
        {
            return "";
        }

        // A short key is a key only if nothing follows it.
        var rest = Shown(mask.Find(_text.AsSpan(0, _length)) ?? [], _length);
        _shown = _length;
        return rest;
    }

    private void Append(string piece)
    {
        if (_text.Length < _length + piece.Length)
        {
            Array.Resize(ref _text, Math.Max(_length + piece.Length, _text.Length * 2));
        }

        piece.CopyTo(0, _text, _length, piece.Length);
        _length += piece.Length;
    }

    private int OpenEnd(ReadOnlySpan<char> text)
    {
        var from = Math.Max(0, text.Length - Looked);
        return from + mask.OpenEnd(text.Slice(from));
    }

    private string Shown(List<(int Start, int End)> found, int open)
    {
        var result = new StringBuilder(open - _shown);
        var copied = _shown;
        foreach (var (start, end) in found)
        {
            if (end <= copied)
            {
                continue;
            }

            var from = Math.Max(start, copied);
            result.Append(_text, copied, from - copied);

            // A key that continues from the previous piece has its stars already.
            if (!_inKey || from > _shown)
            {
                result.Append(SecretMask.Stars);
            }

            copied = end;
        }

        _inKey = copied == open && (copied > _shown || _inKey);
        return result.Append(_text, copied, open - copied).ToString();
    }

    private void Keep(int open)
    {
        var from = Math.Max(0, open - Looked);
        Array.Copy(_text, from, _text, 0, _length - from);
        _length -= from;
        _shown = open - from;
    }
}
