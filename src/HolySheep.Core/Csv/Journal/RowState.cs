namespace HolySheep.Csv.Journal;

/// <summary>How far a prompt is, and where its entry lies, in eight bytes.</summary>
/// <param name="Bits">The place times eight, and the stage.</param>
internal readonly record struct RowState(long Bits)
{
    private const int StageBits = 3;

    private RowState(long offset, RowStage stage)
        : this((offset << StageBits) | (long)stage)
    {
    }

    /// <summary>Under way.</summary>
    public static RowState Asked { get; } = new(0, RowStage.Asked);

    public RowStage Stage => (RowStage)(Bits & ((1 << StageBits) - 1));

    /// <summary>Whether nothing more comes of it in this run.</summary>
    public bool IsSettled => Stage is RowStage.Answered or RowStage.Failed;

    /// <summary>The place of its entry in the journal; 0 where there is none.</summary>
    public long Offset => Bits >> StageBits;

    public static RowState Answered(long offset) => new(offset, RowStage.Answered);

    /// <param name="offset">The place of its entry.</param>
    /// <param name="again">Whether another round may fare better.</param>
    public static RowState Failed(long offset, bool again) => new(offset, again ? RowStage.FailedForNow : RowStage.Failed);
}
