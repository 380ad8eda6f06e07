namespace HolySheep.Spend.Ledger;

/// <summary>The booking state of an attempt. The numbers are stored in the file.</summary>
internal enum AttemptState
{
    /// <summary>It is under way.</summary>
    Started = 0,

    /// <summary>Its cost is booked.</summary>
    Settled = 1,

    /// <summary>Its process is gone; the estimate counts.</summary>
    Abandoned = 2,
}
