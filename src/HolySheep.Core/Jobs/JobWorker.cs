using System;

namespace HolySheep.Jobs;

/// <summary>A process that works on jobs.</summary>
/// <param name="Id">Its id, which no other process has.</param>
/// <param name="Machine">Its machine.</param>
internal sealed record JobWorker(string Id, string Machine)
{
    /// <summary>How the id of a submitter begins.</summary>
    public const string SubmitterMark = "submitter-";

    /// <summary>This process, under a new id.</summary>
    public static JobWorker New() => New(mark: "");

    /// <summary>This process as the submitter of a job, under a new id.</summary>
    public static JobWorker NewSubmitter() => New(SubmitterMark);

    private static JobWorker New(string mark) => new(mark + Guid.NewGuid().ToString("N"), Environment.MachineName);
}
