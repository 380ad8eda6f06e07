using System.Collections.Generic;

namespace HolySheep.Health;

/// <summary>How the targets fare.</summary>
/// <param name="Targets">Targets by name, then quota groups and keys of which something is known.</param>
/// <param name="Warnings">What is to be told of the state file.</param>
public sealed record HealthReport(IReadOnlyList<TargetHealthInfo> Targets, IReadOnlyList<string> Warnings);
