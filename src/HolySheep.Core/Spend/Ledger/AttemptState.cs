namespace HolySheep.Spend.Ledger;

/// <summary>How far the booking of an attempt has come; the numbers are in the file.</summary>
internal enum AttemptState
{
    /// <summary>It is under way.</summary>
    Started = 0,

    /// <summary>What it cost is booked.</summary>
    Settled = 1,

    /// <summary>Its process is gone: the estimate stands.</summary>
    Abandoned = 2,
}
