namespace HolySheep.Csv.Journal;

/// <summary>The progress of a prompt.</summary>
internal enum RowStage
{
    /// <summary>Not sent yet.</summary>
    Waiting,

    /// <summary>Under way.</summary>
    Asked,

    /// <summary>Answered; the answer is in the journal.</summary>
    Answered,

    /// <summary>Failed, and would fail again.</summary>
    Failed,

    /// <summary>Failed, and may succeed in another round.</summary>
    FailedForNow,
}
