namespace HolySheep.Csv.Journal;

/// <summary>How far a prompt is.</summary>
internal enum RowStage
{
    /// <summary>To be asked.</summary>
    Waiting,

    /// <summary>Under way.</summary>
    Asked,

    /// <summary>Answered; the answer is in the journal.</summary>
    Answered,

    /// <summary>Failed, and would again.</summary>
    Failed,

    /// <summary>Failed, and may fare better another time.</summary>
    FailedForNow,
}
