namespace HolySheep.Health;

/// <summary>The result of a change.</summary>
/// <param name="Health">The health after it.</param>
/// <param name="TookProbe">True if the change took the one probe of a half-open target.</param>
internal sealed record HealthOutcome(TargetHealth Health, bool TookProbe = false);
