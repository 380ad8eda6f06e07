namespace HolySheep.Csv;

/// <summary>Why a job stopped before its last row.</summary>
public enum CsvStopReason
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>The caller stopped it.</summary>
    Cancelled,

    /// <summary>Its time came.</summary>
    Deadline,

    /// <summary>Another call could have cost more than was allowed.</summary>
    MaxCost,

    /// <summary>Too many rows failed.</summary>
    MaxErrors,

    /// <summary>No target answered for too long, or none will for a long time.</summary>
    NoTarget,

    /// <summary>The journal or the output could be written no more.</summary>
    OutputUnwritable,

    /// <summary>The input is not there any more, or is another.</summary>
    InputChanged,

    /// <summary>No row could have fared better, as with a refused key.</summary>
    Failed,
}
