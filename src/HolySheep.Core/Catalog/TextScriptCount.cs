namespace HolySheep.Catalog;

/// <summary>Finds the script of a text; long texts are sampled.</summary>
internal struct TextScriptCount
{
    // Samples whole sections and not single characters at fixed distances, because the columns of a table repeat at fixed distances.
    private const int Stretches = 4;
    private const int StretchLength = 256;
    private const char FirstWide = '\u2E80';
    private const double FewShare = 0.05;
    private const double MostShare = 0.5;
    private double _all;
    private double _wide;
    private double _other;

    /// <summary>The script of the texts so far.</summary>
    public readonly TextScript Script =>
        _wide + _other <= FewShare * _all ? TextScript.Ascii
        : _wide >= MostShare * _all ? TextScript.Wide
        : _other >= MostShare * _all ? TextScript.Other
        : TextScript.Mixed;

    /// <summary>The script of one text.</summary>
    public static TextScript Of(string text)
    {
        var count = default(TextScriptCount);
        count.Add(text);
        return count.Script;
    }

    /// <summary>Adds a text.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length <= Stretches * StretchLength)
        {
            Add(text, 0, text.Length, 1);
            return;
        }

        var weight = (double)text.Length / (Stretches * StretchLength);
        for (var stretch = 0; stretch < Stretches; stretch++)
        {
            Add(text, (int)((long)(text.Length - StretchLength) * stretch / (Stretches - 1)), StretchLength, weight);
        }
    }

    private void Add(string text, int from, int length, double weight)
    {
        for (var place = from; place < from + length; place++)
        {
            var character = text[place];
            _all += weight;
            _wide += character >= FirstWide ? weight : 0;
            _other += character is >= '\u0080' and < FirstWide ? weight : 0;
        }
    }
}
