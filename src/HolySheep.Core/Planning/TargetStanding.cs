namespace HolySheep.Planning;

/// <summary>Whether a target may be called now.</summary>
internal enum TargetStanding
{
    /// <summary>It may.</summary>
    Ready,

    /// <summary>One call may find out whether it is back.</summary>
    Probe,

    /// <summary>Not now: it is the last resort.</summary>
    Waiting,
}
