using System;
using System.Runtime.CompilerServices;

namespace HolySheep.Configuration.Masking;

/// <summary>Moves a window over a text and updates its hash; the window ends at the current character.</summary>
internal ref struct KeyWindows
{
    /// <summary>The length of each buffer.</summary>
    public const int Ring = 16;

    private const ulong Factor = 0x9E3779B97F4A7C15;

    private readonly Span<char> _characters;
    private readonly Span<int> _starts;
    private readonly int _length;
    private readonly ulong _leaving;
    private KeyText _reader;
    private int _count;
    private int _unbroken;

    /// <param name="text">The text.</param>
    /// <param name="plain">True decodes no escapes.</param>
    /// <param name="length">The length of the window, 1 to 12.</param>
    /// <param name="leaving">What <see cref="Leaving"/> gives for the length.</param>
    /// <param name="characters">A buffer of NUL characters.</param>
    /// <param name="starts">A buffer.</param>
    public KeyWindows(ReadOnlySpan<char> text, bool plain, int length, ulong leaving, Span<char> characters, Span<int> starts)
    {
        _reader = new KeyText(text, plain);
        _characters = characters;
        _starts = starts;
        _length = length;
        _leaving = leaving;
        Hash = 0;
        _count = 0;
        _unbroken = 0;
    }

    /// <summary>The hash of the window.</summary>
    public ulong Hash { get; private set; }

    /// <summary>True once the window is full.</summary>
    public readonly bool IsFull => _count >= _length;

    /// <summary>The last character of the window, folded.</summary>
    public readonly char Current => _reader.Current;

    /// <summary>True if no character was skipped right before the last character.</summary>
    public readonly bool IsUnbroken => _unbroken > 1;

    /// <summary>The offset after the window.</summary>
    public readonly int End => _reader.End;

    /// <summary>The offset at which the window begins.</summary>
    public readonly int Start => StartOf(_length);

    /// <summary>True if no character is skipped within the window, and no letter or digit precedes it.</summary>
    public readonly bool BeginsToken =>
        _unbroken == _length || (_unbroken > _length && !char.IsLetterOrDigit(_characters[(_count - _length - 1) & (Ring - 1)]));

    /// <summary>The factor of a character's share of the hash when it leaves a window.</summary>
    public static ulong Leaving(int length)
    {
        var leaving = 1UL;
        for (var index = 0; index < length; index++)
        {
            leaving *= Factor;
        }

        return leaving;
    }

    /// <summary>The hash of a window with a text.</summary>
    public static ulong HashOf(ReadOnlySpan<char> window)
    {
        var hash = 0UL;
        foreach (var character in window)
        {
            hash = (hash * Factor) + character;
        }

        return hash;
    }

    /// <summary>The offset of one of the last 16 characters.</summary>
    /// <param name="back">1 for the last character, 2 for the one before.</param>
    public readonly int StartOf(int back) => _starts[(_count - back) & (Ring - 1)];

    /// <summary>Moves the window by one character; false at the end of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next()
    {
        var end = _reader.End;
        if (!_reader.Next())
        {
            return false;
        }

        var place = _count & (Ring - 1);
        var leaving = _characters[(_count - _length) & (Ring - 1)];
        _characters[place] = _reader.Current;
        _starts[place] = _reader.Start;
        _unbroken = _reader.Start == end && _count > 0 ? _unbroken + 1 : 1;
        Hash = (Hash * Factor) + _reader.Current - (leaving * _leaving);
        _count++;
        return true;
    }
}
