namespace HolySheep.Providers.Errors;

/// <summary>The gaps between the words of a text in which quotation marks stand.</summary>
internal sealed class MarkedPlaces
{
    private const string Marks = "\"'`\u2018\u2019\u201C\u201D\u00AB\u00BB\u300C\u300D";

    // How many quotation marks stand before each place of the text.
    private readonly int[] _before;
    private readonly int[] _places;
    private readonly int _length;

    internal MarkedPlaces(string text, int[] places)
    {
        _places = places;
        _length = text.Length;
        _before = new int[text.Length + 1];
        for (var index = 0; index < text.Length; index++)
        {
            _before[index + 1] = _before[index] + (Marks.IndexOf(text[index]) >= 0 ? 1 : 0);
        }
    }

    /// <summary>Whether a mark stands before and after a stretch of letters, with no letter between.</summary>
    public bool Stand(int from, int to)
    {
        var first = _places[from];
        var last = _places[to - 1];
        var left = from == 0 ? 0 : _places[from - 1];
        var right = to + 1 < _places.Length ? _places[to + 1] : _length;
        return _before[first] > _before[left] && _before[right] > _before[last];
    }
}
