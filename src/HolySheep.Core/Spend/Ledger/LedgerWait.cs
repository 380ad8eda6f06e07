using System;
using System.Threading;

namespace HolySheep.Spend.Ledger;

/// <summary>How long a caller waits where somebody else holds the ledger.</summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="most">The longest wait, from now.</param>
/// <param name="caller">Ends it at once.</param>
internal sealed class LedgerWait(TimeProvider timeProvider, TimeSpan most, CancellationToken caller)
{
    private readonly long _since = timeProvider.GetTimestamp();

    public CancellationToken Caller => caller;

    /// <summary>False where it was too short to say that the file is held for long.</summary>
    public bool IsPatient => most > TimeSpan.FromSeconds(1);

    public bool IsOver => caller.IsCancellationRequested || timeProvider.GetElapsedTime(_since) >= most;
}
