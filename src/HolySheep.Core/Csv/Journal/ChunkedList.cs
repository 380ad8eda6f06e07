using System.Collections.Generic;

namespace HolySheep.Csv.Journal;

/// <summary>A list that grows without copying its items, so that it never needs twice its memory.</summary>
internal sealed class ChunkedList<T>
    where T : struct
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;
    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    /// <summary>Gets or sets the value at an index.</summary>
    public ref T this[int index] => ref _chunks[index >> ChunkBits][index & (ChunkSize - 1)];

    public void Add(T value)
    {
        if (Count == _chunks.Count * ChunkSize)
        {
            _chunks.Add(new T[ChunkSize]);
        }

        Count++;
        this[Count - 1] = value;
    }
}
