using System;

namespace HolySheep.Jobs;

/// <summary>A process that works on jobs.</summary>
/// <param name="Id">Its id, which no other process has.</param>
/// <param name="Machine">Its machine.</param>
internal sealed record JobWorker(string Id, string Machine)
{
    /// <summary>This process, under a new id.</summary>
    public static JobWorker New() => new(Guid.NewGuid().ToString("N"), Environment.MachineName);
}
