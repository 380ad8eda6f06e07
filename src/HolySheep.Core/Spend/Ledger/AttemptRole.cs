namespace HolySheep.Spend.Ledger;

/// <summary>What an attempt was made for.</summary>
internal enum AttemptRole
{
    /// <summary>To answer.</summary>
    Normal,

    /// <summary>To answer sooner than another that was slow.</summary>
    Hedge,

    /// <summary>To compare; its answer is dropped.</summary>
    Shadow,

    /// <summary>Not made: an answer from before was used again.</summary>
    Reused,
}
