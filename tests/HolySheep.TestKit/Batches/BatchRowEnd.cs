namespace HolySheep.TestKit.Batches;

/// <summary>How a request of a batch ended.</summary>
internal enum BatchRowEnd
{
    Responded,
    Expired,
    Cancelled,
}
