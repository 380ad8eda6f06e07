using System;

namespace HolySheep.Csv.Lanes;

/// <summary>The bytes of requests that a provider takes in batches at once, as its refusals teach them: providers limit tokens, and tell their limit only by refusing. Pure.</summary>
/// <param name="most">The bytes that an earlier run has learned.</param>
internal sealed class EnqueuedRoom(long most = long.MaxValue)
{
    // A rest of the room would make batches of single rows.
    private const int SmallestShare = 8;

    /// <summary>The most bytes that the provider was seen to take at once.</summary>
    public long Most { get; private set; } = most;

    /// <summary>The most bytes that the next batch may have; 0 if one under way must end before.</summary>
    /// <param name="enqueued">The bytes of the batches under way.</param>
    public long RoomBeside(long enqueued) => enqueued == 0 ? Most : Most - enqueued is var room && room >= Most / SmallestShare ? room : 0;

    /// <summary>Learns from a refused batch.</summary>
    /// <param name="enqueued">The bytes of the other batches under way, which the provider has taken.</param>
    /// <param name="bytes">The bytes of the refused batch.</param>
    public void Refused(long enqueued, long bytes) =>

        // Half of what was too much, or what it has taken: a small batch under way says little of how much it takes.
        Most = Math.Min(Most, Math.Max(enqueued, Math.Max(1, (enqueued + bytes) / 2)));
}
