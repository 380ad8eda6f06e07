using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace HolySheep.Caching;

/// <summary>Lets one request of each key ask a provider at a time; the others wait for its answer.</summary>
internal sealed class AnswerFlights
{
    private readonly object _gate = new();
    private readonly Dictionary<string, TaskCompletionSource<bool>> _underWay = new(StringComparer.Ordinal);

    /// <summary>Takes the lead of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="other">Completes when the other request that has the lead ends, with whether an answer came; null if there is none.</param>
    /// <returns>What gives the lead back; null if another request has it.</returns>
    public AnswerFlight? TryBegin(string key, out Task<bool>? other)
    {
        lock (_gate)
        {
            if (_underWay.TryGetValue(key, out var leading))
            {
                other = leading.Task;
                return null;
            }

            other = null;
            _underWay[key] = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return new AnswerFlight(isAnswered => End(key, isAnswered));
        }
    }

    private void End(string key, bool isAnswered)
    {
        TaskCompletionSource<bool>? ended;
        lock (_gate)
        {
            _underWay.TryGetValue(key, out ended);
            _underWay.Remove(key);
        }

        ended?.SetResult(isAnswered);
    }
}
