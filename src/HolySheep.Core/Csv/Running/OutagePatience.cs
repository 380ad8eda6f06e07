using System;

namespace HolySheep.Csv.Running;

/// <summary>How long a job waits while no target answers: no unattended run hangs.</summary>
internal sealed class OutagePatience
{
    // An hour where answers had come before: a provider's incident. Where none came, it is more likely an address that is wrong.
    private static readonly TimeSpan AfterAnswers = TimeSpan.FromHours(1);
    private static readonly TimeSpan BeforeAnswers = TimeSpan.FromMinutes(5);

    private readonly object _gate = new();
    private readonly TimeProvider _clock;
    private DateTimeOffset _since;

    public OutagePatience(TimeProvider clock)
    {
        _clock = clock;
        _since = clock.GetUtcNow();
    }

    /// <summary>Whether this run has had no answer yet.</summary>
    public bool NothingYet { get; private set; } = true;

    public void Answered()
    {
        lock (_gate)
        {
            NothingYet = false;
            _since = _clock.GetUtcNow();
        }
    }

    /// <summary>Whether to wait until a time would be too long.</summary>
    public bool IsOver(DateTimeOffset until)
    {
        lock (_gate)
        {
            return until - _since > (NothingYet ? BeforeAnswers : AfterAnswers);
        }
    }
}
