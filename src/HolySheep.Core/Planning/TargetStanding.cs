namespace HolySheep.Planning;

/// <summary>Whether a target may be called now.</summary>
internal enum TargetStanding
{
    /// <summary>It may.</summary>
    Ready,

    /// <summary>One call may probe it.</summary>
    Probe,

    /// <summary>Not now: it is the last resort.</summary>
    Waiting,
}
