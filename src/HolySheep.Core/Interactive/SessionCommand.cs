using System;
using System.Collections.Generic;

namespace HolySheep.Interactive;

/// <summary>A command that a person types in a session.</summary>
/// <param name="Name">Its name with the slash.</param>
/// <param name="Argument">What follows it, for the help; empty if nothing does.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Run">Runs it with its argument.</param>
internal sealed record SessionCommand(string Name, string Argument, string Summary, Func<string, IReadOnlyList<SessionEvent>> Run);
