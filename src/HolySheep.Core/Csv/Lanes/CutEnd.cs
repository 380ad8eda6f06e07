namespace HolySheep.Csv.Lanes;

/// <summary>Why a batch has no more rows.</summary>
internal enum CutEnd
{
    /// <summary>It has as many as it may have.</summary>
    Full,

    /// <summary>No row waits any more, or the job is stopped.</summary>
    NoRows,

    /// <summary>The cost limit of the run allows no further row.</summary>
    NoMoney,

    /// <summary>A budget refused a row.</summary>
    Refused,
}
