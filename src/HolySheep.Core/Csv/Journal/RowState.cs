namespace HolySheep.Csv.Journal;

/// <summary>The stage of a prompt and the offset of its entry, in eight bytes.</summary>
/// <param name="Bits">The offset times eight, plus the stage.</param>
internal readonly record struct RowState(long Bits)
{
    private const int StageBits = 3;

    private RowState(long offset, RowStage stage)
        : this((offset << StageBits) | (long)stage)
    {
    }

    /// <summary>Under way; the entry of an earlier failure stays known.</summary>
    public RowState Ask() => new(Offset, RowStage.Asked);

    /// <summary>Whether it failed in an earlier round or run.</summary>
    public bool HasFailed => Offset > 0 && Stage is not RowStage.Answered;

    public RowStage Stage => (RowStage)(Bits & ((1 << StageBits) - 1));

    /// <summary>Whether this run does no more for it.</summary>
    public bool IsSettled => Stage is RowStage.Answered or RowStage.Failed;

    /// <summary>The offset of its entry in the journal; 0 if there is none.</summary>
    public long Offset => Bits >> StageBits;

    /// <param name="offset">The offset of the entry of an earlier run.</param>
    public static RowState Waiting(long offset) => new(offset, RowStage.Waiting);

    public static RowState Answered(long offset) => new(offset, RowStage.Answered);

    /// <param name="offset">The offset of its entry.</param>
    /// <param name="again">Whether another round may succeed.</param>
    public static RowState Failed(long offset, bool again) => new(offset, again ? RowStage.FailedForNow : RowStage.Failed);
}
