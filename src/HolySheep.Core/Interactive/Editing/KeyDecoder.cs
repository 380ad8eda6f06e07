using System;
using System.Collections.Generic;
using System.Text;

namespace HolySheep.Interactive.Editing;

/// <summary>Turns the keys of a terminal into edits: knows bracketed paste, and the escape sequences by which terminals report Shift+Enter.</summary>
internal sealed class KeyDecoder
{
    private const char Escape = '\u001b';
    private const string PasteBegins = "200~";
    private const string PasteEnds = "201~";
    private const int LongestSequence = 32;

    private readonly StringBuilder _pasted = new();
    private string? _sequence;
    private bool _inPaste;

    /// <summary>True if an Escape waits for the rest of its sequence.</summary>
    public bool IsPending => _sequence is not null;

    /// <summary>Takes a key and gives the edits that it completes.</summary>
    public IEnumerable<EditKey> Add(PressedKey key)
    {
        if (key.Character == Escape)
        {
            _sequence = "";
            return [];
        }

        return _sequence is null ? Plain(key) : Continue(_sequence, key);
    }

    /// <summary>Gives up an Escape whose sequence has not come: it was the key itself, which does nothing.</summary>
    public void DropPending() => _sequence = null;

    private IEnumerable<EditKey> Continue(string sequence, PressedKey key)
    {
        if (sequence.Length == 0 && key.Character != '[')
        {
            // Escape and then a key, which is how some terminals report Alt.
            _sequence = null;
            return Plain(key with { Alt = true });
        }

        sequence += key.Character;
        var isWhole = sequence.Length > 1 && key.Character is >= '@' and <= '~';
        _sequence = isWhole || sequence.Length > LongestSequence ? null : sequence;
        return isWhole ? Sequence(sequence.Substring(1)) : [];
    }

    private IEnumerable<EditKey> Sequence(string sequence)
    {
        switch (sequence)
        {
            case PasteBegins:
                _inPaste = true;
                return [];
            case PasteEnds when _inPaste:
                _inPaste = false;
                var text = PastedText.Of(_pasted.ToString());
                _pasted.Clear();
                return [new EditKey(EditAction.Insert, text)];
            default:
                // Enter with Shift, Alt or Ctrl, as kitty and xterm report it.
                return sequence.StartsWith("13;", StringComparison.Ordinal) || sequence.StartsWith("27;", StringComparison.Ordinal) && sequence.EndsWith(";13~", StringComparison.Ordinal)
                    ? [new EditKey(EditAction.NewLine)]
                    : [];
        }
    }

    private IEnumerable<EditKey> Plain(PressedKey key)
    {
        if (_inPaste)
        {
            _pasted.Append(key.Character);
            return [];
        }

        return [KeyBindings.Of(key)];
    }
}
