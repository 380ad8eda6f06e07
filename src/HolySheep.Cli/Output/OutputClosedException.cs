using System;

namespace HolySheep.Cli.Output;

/// <summary>The reader of standard output went away, as <c>head -1</c> does.</summary>
internal sealed class OutputClosedException() : Exception("Standard output has no reader any more.");
