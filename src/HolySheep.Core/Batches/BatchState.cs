namespace HolySheep.Batches;

/// <summary>How far a batch is.</summary>
internal enum BatchState
{
    /// <summary>The provider checks it; it may still refuse all of it.</summary>
    Checking,

    /// <summary>The provider works on it.</summary>
    Running,

    /// <summary>It was cancelled and ends soon.</summary>
    Cancelling,

    /// <summary>It ended: what was answered, failed and expired can be read.</summary>
    Ended,

    /// <summary>The provider refused all of it; no request was answered or billed.</summary>
    Refused,
}
