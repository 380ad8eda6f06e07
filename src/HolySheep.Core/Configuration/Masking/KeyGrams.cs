using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace HolySheep.Configuration.Masking;

/// <summary>All runs of one length of the known keys, as hashes: finds them in a text in one pass. Does not change once it is made.</summary>
internal sealed class KeyGrams
{
    /// <summary>The longest run that it can be made for.</summary>
    public const int Longest = 12;

    // A small table rules out nearly every place of a text at once.
    private const int FilterBits = 16;

    // Runs of fewer different characters (zeros, a line of dashes) are in many texts, and say nothing of a key.
    private const int FewestDifferent = 4;

    private readonly ulong[] _filter = new ulong[(1 << FilterBits) / 64];

    // False for a run that is hidden only right before another one: the public prefix of a key.
    private readonly Dictionary<ulong, bool> _runs = [];
    private readonly int _length;
    private readonly ulong _leaving;
    private readonly bool _tokens;

    /// <param name="length">Characters of a run, 1 to 12.</param>
    /// <param name="tokens">True finds a run only with neither letter nor digit beside it, and with nothing left out within.</param>
    /// <param name="spellings">The keys; a shorter one is in none of the texts.</param>
    public KeyGrams(int length, bool tokens, IEnumerable<KeySpelling> spellings)
    {
        _length = length;
        _leaving = KeyWindows.Leaving(length);
        _tokens = tokens;
        foreach (var spelling in spellings)
        {
            Add(spelling);
        }
    }

    /// <summary>Adds each stretch of a text in which every character belongs to a run, in order; makes the list for the first one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="plain">True decodes no escapes.</param>
    /// <param name="goesOn">True if more of the text comes later, so that the character after its end is unknown.</param>
    /// <param name="found">The stretches.</param>
    public void Find(ReadOnlySpan<char> text, bool plain, bool goesOn, ref List<(int Start, int End)>? found)
    {
        Span<char> characters = stackalloc char[KeyWindows.Ring];
        Span<int> starts = stackalloc int[KeyWindows.Ring];
        characters.Clear();
        var windows = new KeyWindows(text, plain, _length, _leaving, characters, starts);
        (int Start, int End)? token = null;
        var start = -1;
        while (windows.Next())
        {
            if (token is { } whole)
            {
                token = null;
                if (!windows.IsUnbroken || !char.IsLetterOrDigit(windows.Current))
                {
                    Join(found ??= [], whole.Start, whole.End);
                }
            }

            if (!windows.IsFull || !Contains(windows.Hash, out var tells))
            {
                start = -1;
                continue;
            }

            start = start < 0 ? windows.Start : start;
            if (!_tokens && tells)
            {
                Join(found ??= [], start, windows.End);
            }
            else if (_tokens && windows.BeginsToken)
            {
                token = (windows.Start, windows.End);
            }
        }

        if (token is { } last && (!goesOn || last.End < text.Length))
        {
            Join(found ??= [], last.Start, last.End);
        }
    }

    /// <summary>Where the end of a text may be the beginning of a run that goes on in the next text; the text's length if it is not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters that are looked at as the beginning.</param>
    public int OpenEnd(ReadOnlySpan<char> text, int most)
    {
        Span<char> characters = stackalloc char[KeyWindows.Ring];
        Span<int> starts = stackalloc int[KeyWindows.Ring];
        characters.Clear();
        var windows = new KeyWindows(text, plain: false, _length, _leaving, characters, starts);
        var run = 0;
        while (windows.Next())
        {
            run = !windows.IsFull || !Contains(windows.Hash, out _) ? 0 : run == 0 ? _length : run + 1;
        }

        return run == 0 ? text.Length : windows.StartOf(Math.Min(run, most));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Contains(ulong hash, out bool tells)
    {
        var bit = (int)(hash >> (64 - FilterBits));
        if ((_filter[bit >> 6] & (1UL << (bit & 63))) == 0)
        {
            tells = false;
            return false;
        }

        return _runs.TryGetValue(hash, out tells);
    }

    private static void Join(List<(int Start, int End)> found, int start, int end)
    {
        if (found.Count > 0 && found[found.Count - 1] is var last && start >= last.Start && start <= last.End)
        {
            found[found.Count - 1] = (last.Start, Math.Max(last.End, end));
        }
        else
        {
            found.Add((start, end));
        }
    }

    private void Add(KeySpelling spelling)
    {
        var folded = spelling.Folded;
        for (var start = 0; start + _length <= folded.Length; start++)
        {
            var run = folded.Substring(start, _length);
            if (_length == Longest && run.Distinct().Count() < FewestDifferent)
            {
                continue;
            }

            var hash = KeyWindows.HashOf(run.AsSpan());
            var bit = (int)(hash >> (64 - FilterBits));
            _filter[bit >> 6] |= 1UL << (bit & 63);
            _runs[hash] = start + _length >= spelling.FirstEnd || (_runs.TryGetValue(hash, out var tells) && tells);
        }
    }
}
