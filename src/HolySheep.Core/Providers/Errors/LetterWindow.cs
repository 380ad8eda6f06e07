using System;

namespace HolySheep.Providers.Errors;

/// <summary>The hash of the last letters of a text, rolled on with each letter.</summary>
internal sealed class LetterWindow
{
    private const ulong Base = 1_099_511_628_211;

    private readonly char[] _letters;
    private readonly ulong _leaving = 1;
    private int _count;

    /// <param name="length">How many letters it holds.</param>
    internal LetterWindow(int length)
    {
        _letters = new char[length];
        for (var index = 0; index < length; index++)
        {
            _leaving *= Base;
        }
    }

    /// <summary>The hash of the letters in it.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Takes a letter in and lets the oldest go; true once it is full.</summary>
    public bool Push(char letter)
    {
        var place = _count++ % _letters.Length;
        var left = _count > _letters.Length ? (_letters[place] + 1UL) * _leaving : 0;
        Hash = unchecked((Hash * Base) + letter + 1UL - left);
        _letters[place] = letter;
        return _count >= _letters.Length;
    }

    public void Clear()
    {
        _count = 0;
        Hash = 0;
        Array.Clear(_letters, 0, _letters.Length);
    }
}
