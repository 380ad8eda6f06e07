using System;

namespace HolySheep.Csv.Running;

/// <summary>How many calls are made at once: the full limit at first, half where a provider throttles, one more for each round of answers. Not for two threads at once.</summary>
internal sealed class AdaptiveLimit
{
    // Calls that were sent together are throttled together: they say one thing.
    private static readonly TimeSpan BetweenCuts = TimeSpan.FromSeconds(1);
    private readonly int _most;
    private DateTimeOffset? _cutAt;
    private int _answers;

    /// <param name="most">The full limit, at least 1.</param>
    public AdaptiveLimit(int most) => Current = _most = most;

    public int Current { get; private set; }

    public void Answered()
    {
        if (Current < _most && ++_answers >= Current)
        {
            Current++;
            _answers = 0;
        }
    }

    public void Throttled(DateTimeOffset now)
    {
        if (now - _cutAt < BetweenCuts)
        {
            return;
        }

        _cutAt = now;
        _answers = 0;
        Current = Math.Max(1, Current / 2);
    }
}
