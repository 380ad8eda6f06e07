using System;
using System.Threading;

namespace HolySheep.Spend.Ledger;

/// <summary>How long a caller waits while another process holds the ledger.</summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="most">The maximum wait, from now.</param>
/// <param name="caller">Cancels the wait.</param>
internal sealed class LedgerWait(TimeProvider timeProvider, TimeSpan most, CancellationToken caller)
{
    private readonly long _since = timeProvider.GetTimestamp();

    public CancellationToken Caller => caller;

    /// <summary>False if the wait was too short to conclude that the file is held for long.</summary>
    public bool IsPatient => most > TimeSpan.FromSeconds(1);

    public bool IsOver => caller.IsCancellationRequested || timeProvider.GetElapsedTime(_since) >= most;
}
