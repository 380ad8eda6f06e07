namespace HolySheep.Csv;

/// <summary>Why a job stopped before its last row.</summary>
public enum CsvStopReason
{
    /// <summary>It did not stop early.</summary>
    None,

    /// <summary>The caller stopped it.</summary>
    Cancelled,

    /// <summary>The deadline has passed.</summary>
    Deadline,

    /// <summary>Another call could have exceeded the cost limit.</summary>
    MaxCost,

    /// <summary>Too many rows failed.</summary>
    MaxErrors,

    /// <summary>No target has answered for too long, or none will for a long time.</summary>
    NoTarget,

    /// <summary>The journal or the output can no longer be written.</summary>
    OutputUnwritable,

    /// <summary>The input was deleted or changed.</summary>
    InputChanged,

    /// <summary>Every row would fail in the same way, as with a refused key.</summary>
    Failed,

    /// <summary>The database of a shared job stayed away.</summary>
    DatabaseLost,

    /// <summary>Every row is submitted in batches, and the run was not to wait for them.</summary>
    Detached,

    /// <summary>So many rows of a batch failed alike that the cause is not in the rows.</summary>
    FailedAlike,

    /// <summary>It is not known whether a provider has a batch.</summary>
    OutcomeUnknown,
}
