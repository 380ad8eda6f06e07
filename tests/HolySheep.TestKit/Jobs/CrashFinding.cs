using System.Collections.Generic;

namespace HolySheep.TestKit.Jobs;

/// <summary>What was found after a job that was killed again and again.</summary>
/// <param name="Last">The run that came to its end.</param>
/// <param name="Kills">How often it was killed while it ran.</param>
/// <param name="Calls">Requests that the provider received.</param>
/// <param name="Faults">Requests that it did not answer.</param>
/// <param name="Doubles">Rows that it answered twice because the answer was under way when the job was killed.</param>
/// <param name="Violations">What should not be: rows lost, out of order, with another's answer, or paid for twice.</param>
public sealed record CrashFinding(ChildResult Last, int Kills, int Calls, int Faults, int Doubles, IReadOnlyList<string> Violations);
