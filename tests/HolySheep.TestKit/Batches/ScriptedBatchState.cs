namespace HolySheep.TestKit.Batches;

/// <summary>How far a batch of a scripted provider is.</summary>
public enum ScriptedBatchState
{
    /// <summary>It was accepted.</summary>
    Validating,

    /// <summary>Its requests are being answered.</summary>
    InProgress,

    /// <summary>It was cancelled, and ends with the next poll.</summary>
    Cancelling,

    /// <summary>All its requests were answered or failed.</summary>
    Completed,

    /// <summary>It was refused whole.</summary>
    Refused,

    /// <summary>It expired.</summary>
    Expired,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
