using System;

namespace HolySheep.Csv.Running;

/// <summary>Limits how long a job waits while no target answers, so that no unattended run hangs.</summary>
internal sealed class OutagePatience
{
    // One hour after earlier answers: a provider's incident. Less if there was no answer at all: the address is probably wrong.
    private static readonly TimeSpan AfterAnswers = TimeSpan.FromHours(1);
    private static readonly TimeSpan BeforeAnswers = TimeSpan.FromMinutes(5);

    private readonly object _lock = new();
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
        lock (_lock)
        {
            NothingYet = false;
            _since = _clock.GetUtcNow();
        }
    }

    /// <summary>Whether waiting until a time would take too long.</summary>
    public bool IsOver(DateTimeOffset until)
    {
        lock (_lock)
        {
            return until - _since > (NothingYet ? BeforeAnswers : AfterAnswers);
        }
    }
}
