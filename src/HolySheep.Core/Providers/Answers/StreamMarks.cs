using System;

namespace HolySheep.Providers.Answers;

/// <summary>Interprets a stream's finish reasons and pieces. A finish reason is a mark, not the end, because some gateways mark every chunk.</summary>
/// <param name="stall">The limit between two pieces of text.</param>
/// <param name="firstToken">The limit for the first text; null if there is none.</param>
internal sealed class StreamMarks(TimeSpan stall, TimeSpan? firstToken)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private int _markedTexts;
    private bool _unmarkedText;
    private bool _textSinceMark;
    private bool _toldWhole;

    /// <summary>True once a chunk brought a finish reason.</summary>
    public bool Marked { get; private set; }

    /// <summary>True once the model has written anything: text, reasoning or a tool call.</summary>
    public bool HasText { get; private set; }

    /// <summary>True if silence completes the answer: after two marked chunks with text, a mark means nothing.</summary>
    public bool SilenceCompletes => Marked && _markedTexts < 2;

    /// <summary>True if the mark means that the answer is complete: it came with a whole message, or text came without a mark before it, and none after it.</summary>
    public bool IsCertain => Marked && !_textSinceMark && (_toldWhole || (_unmarkedText && _markedTexts < 2));

    /// <summary>Adds a chunk; returns the limit that begins with it, or null if the current limit continues.</summary>
    /// <param name="marked">Whether it brought a finish reason.</param>
    /// <param name="whole">Whether it is the whole answer.</param>
    /// <param name="text">Whether the model wrote something in it.</param>
    /// <param name="stopped">Whether the finish reason is that of a normal end.</param>
    /// <param name="content">Whether it brought content of another kind than text, such as a piece of a call that the provider runs itself.</param>
    public TimeSpan? Take(bool marked, bool whole, bool text, bool stopped, bool content)
    {
        var first = marked && !Marked;
        _unmarkedText |= text && !marked && !Marked;
        _textSinceMark = !marked && (_textSinceMark || text);
        _markedTexts += marked && text ? 1 : 0;
        Marked |= marked;
        _toldWhole |= marked && whole;
        HasText |= text;

        // A normal end before any text: the text may still come. The limit for the first text decides.
        var waitsForText = !HasText && stopped;
        if ((text || first || (content && HasText)) && !waitsForText)
        {
            return SilenceCompletes ? Grace : stall;
        }

        // A normal end before any text, without a limit that would end the wait for text.
        return marked && !HasText && firstToken is null ? stall

            // The provider's own tools may take longer than a pause between two texts: at the last target they have all the time of the call, as before the first text.
            : content && firstToken is { } wait ? (wait > stall ? wait : stall)
            : null;
    }
}
