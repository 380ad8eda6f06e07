using System.Collections.Generic;

namespace HolySheep.Interactive.Editing;

/// <summary>The inputs of a session, for the arrow keys. The unfinished input is kept as the newest entry.</summary>
internal sealed class InputHistory
{
    private readonly List<string> _inputs = [];
    private string _unfinished = "";
    private int _place;

    /// <summary>Adds an input unless it repeats the last one, and goes back to the end.</summary>
    public void Add(string input)
    {
        if (input.Trim().Length > 0 && (_inputs.Count == 0 || _inputs[_inputs.Count - 1] != input))
        {
            _inputs.Add(input);
        }

        _place = _inputs.Count;
    }

    /// <summary>The entry before the current one; null if there is none.</summary>
    /// <param name="shown">What the input shows now.</param>
    public string? Previous(string shown)
    {
        if (_place == 0)
        {
            return null;
        }

        if (_place == _inputs.Count)
        {
            _unfinished = shown;
        }

        return _inputs[--_place];
    }

    /// <summary>The entry after the current one; null if there is none.</summary>
    public string? Next() => _place >= _inputs.Count ? null : ++_place == _inputs.Count ? _unfinished : _inputs[_place];
}
