using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;

namespace HolySheep.Configuration.Masking;

/// <summary>All runs of one length of the known keys, as hashes: finds them in a text in one pass. Does not change once it is made.</summary>
internal sealed class KeyGrams
{
    /// <summary>The longest run that it can be made for.</summary>
    public const int Longest = 12;

    // A small table tells at once of nearly every place of a text that no key is there.
    private const int FilterBits = 16;
    private const int Ring = 16;
    private const ulong Factor = 0x9E3779B97F4A7C15;

    private readonly ulong[] _filter = new ulong[(1 << FilterBits) / 64];
    private readonly HashSet<ulong> _runs = [];
    private readonly ulong _leaving;

    /// <param name="length">Characters of a run, 1 to 12.</param>
    /// <param name="keys">The keys; a shorter one is in none of the texts.</param>
    public KeyGrams(int length, IEnumerable<string> keys)
    {
        Length = length;
        _leaving = 1;
        for (var index = 0; index < length; index++)
        {
            _leaving *= Factor;
        }

        foreach (var key in keys)
        {
            Add(key);
        }
    }

    /// <summary>Characters of a run.</summary>
    public int Length { get; }

    /// <summary>Adds each stretch of a text in which every character belongs to a run, in order; makes the list for the first one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="plain">True decodes no escapes.</param>
    /// <param name="found">The stretches.</param>
    public void Find(ReadOnlySpan<char> text, bool plain, ref List<(int Start, int End)>? found)
    {
        Span<char> characters = stackalloc char[Ring];
        Span<int> starts = stackalloc int[Ring];
        characters.Clear();
        var reader = new KeyText(text, plain);
        var hash = 0UL;
        var count = 0;
        while (reader.Next())
        {
            var leaving = characters[(count - Length) & (Ring - 1)];
            characters[count & (Ring - 1)] = reader.Current;
            starts[count & (Ring - 1)] = reader.Start;
            hash = (hash * Factor) + reader.Current - (leaving * _leaving);
            count++;
            if (count >= Length && Contains(hash))
            {
                Join(found ??= [], starts[(count - Length) & (Ring - 1)], reader.End);
            }
        }
    }

    /// <summary>Where the end of a text may be the beginning of a run that goes on in the next text; the text's length if it is not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters that are looked at as the beginning.</param>
    public int OpenEnd(ReadOnlySpan<char> text, int most)
    {
        Span<char> characters = stackalloc char[Ring];
        Span<int> starts = stackalloc int[Ring];
        characters.Clear();
        var reader = new KeyText(text);
        var hash = 0UL;
        var count = 0;
        var run = 0;
        while (reader.Next())
        {
            var leaving = characters[(count - Length) & (Ring - 1)];
            characters[count & (Ring - 1)] = reader.Current;
            starts[count & (Ring - 1)] = reader.Start;
            hash = (hash * Factor) + reader.Current - (leaving * _leaving);
            count++;
            run = count < Length || !Contains(hash) ? 0 : run == 0 ? Length : run + 1;
        }

        return run == 0 ? text.Length : starts[(count - Math.Min(run, most)) & (Ring - 1)];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Contains(ulong hash)
    {
        var bit = (int)(hash >> (64 - FilterBits));
        return (_filter[bit >> 6] & (1UL << (bit & 63))) != 0 && _runs.Contains(hash);
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

    private void Add(string key)
    {
        var folded = new StringBuilder(key.Length);
        var reader = new KeyText(key.AsSpan());
        while (reader.Next())
        {
            folded.Append(reader.Current);
        }

        for (var start = 0; start + Length <= folded.Length; start++)
        {
            var hash = 0UL;
            for (var index = start; index < start + Length; index++)
            {
                hash = (hash * Factor) + folded[index];
            }

            var bit = (int)(hash >> (64 - FilterBits));
            _filter[bit >> 6] |= 1UL << (bit & 63);
            _runs.Add(hash);
        }
    }
}
