namespace HolySheep.Spend.Ledger;

/// <summary>The purpose of an attempt.</summary>
internal enum AttemptRole
{
    /// <summary>To answer.</summary>
    Normal,

    /// <summary>To answer sooner than another attempt that is slow.</summary>
    Hedge,

    /// <summary>To compare; the answer is dropped.</summary>
    Shadow,

    /// <summary>No attempt: an earlier answer was reused.</summary>
    Reused,

    /// <summary>To answer a row of a batch, whose result may come to another process.</summary>
    Batch,
}
