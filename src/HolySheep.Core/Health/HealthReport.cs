using System.Collections.Generic;

namespace HolySheep.Health;

/// <summary>The health of the targets.</summary>
/// <param name="Targets">Targets by name, then quota groups and keys that have a record.</param>
/// <param name="Warnings">Warnings about the state file.</param>
public sealed record HealthReport(IReadOnlyList<TargetHealthInfo> Targets, IReadOnlyList<string> Warnings);
