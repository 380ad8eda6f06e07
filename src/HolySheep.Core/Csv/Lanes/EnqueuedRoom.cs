using System;

namespace HolySheep.Csv.Lanes;

/// <summary>The bytes of requests that a provider takes in batches at once, as its refusals teach them: providers limit tokens, and tell their limit only by refusing. Pure.</summary>
/// <param name="most">The bytes that an earlier run has learned.</param>
internal sealed class EnqueuedRoom(long most = long.MaxValue)
{
    /// <summary>The most bytes that the provider was seen to take at once.</summary>
    public long Most { get; private set; } = most;

    /// <summary>The most bytes that the next batch may have; 0 if one under way must end before.</summary>
    /// <param name="enqueued">The bytes of the batches under way.</param>
    public long RoomBeside(long enqueued) => enqueued == 0 ? Most : Math.Max(0, Most - enqueued);

    /// <summary>Learns from a refused batch.</summary>
    /// <param name="enqueued">The bytes of the other batches under way.</param>
    /// <param name="bytes">The bytes of the refused batch.</param>
    public void Refused(long enqueued, long bytes) =>

        // Beside others, the refused one waits until one of them ends. Alone, it is too large itself.
        Most = Math.Min(Most, enqueued > 0 ? enqueued : Math.Max(1, bytes / 2));
}
