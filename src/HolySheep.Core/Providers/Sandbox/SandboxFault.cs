using System;

namespace HolySheep.Providers.Sandbox;

/// <summary>One fault of a script.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Times">The number of calls; null means all.</param>
/// <param name="Status">The HTTP status, for <see cref="SandboxFaultKind.Status"/>.</param>
/// <param name="Time">The wait hint of a status, or the delay of a slow answer.</param>
/// <param name="Tokens">The number of tokens after which an answer breaks off or stops.</param>
internal sealed record SandboxFault(SandboxFaultKind Kind, int? Times = null, int Status = 0, TimeSpan? Time = null, int Tokens = 0);
