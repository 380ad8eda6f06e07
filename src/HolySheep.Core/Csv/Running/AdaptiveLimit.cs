using System;

namespace HolySheep.Csv.Running;

/// <summary>The number of calls at once: the full limit at first, half of it when a provider throttles, and one more for each round of answers. Not thread-safe.</summary>
internal sealed class AdaptiveLimit
{
    // Calls that are sent together are throttled together and count once.
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

    /// <summary>Lowers the limit to a number, or to 1.</summary>
    public void Narrow(int most)
    {
        _answers = 0;
        Current = Math.Max(1, Math.Min(Current, most));
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
