using System;

namespace HolySheep.Failures;

/// <summary>The step after a failure: a target and the wait before it, or the end if no target is left.</summary>
internal sealed record NextStep(TargetProgress? Target, TimeSpan Wait)
{
    public static NextStep Stop { get; } = new(null, TimeSpan.Zero);

    public static NextStep AtOnce(TargetProgress target) => new(target, TimeSpan.Zero);

    /// <summary>The step in words.</summary>
    public override string ToString() => Target is null
        ? "nothing is left to try"
        : FormattableString.Invariant($"next {Target.Candidate.Target}{(Wait > TimeSpan.Zero ? $" after {Wait.TotalSeconds:0.###} s" : "")}");
}
