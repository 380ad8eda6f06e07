using System;
using System.Text;

namespace HolySheep.TestKit;

/// <summary>What a child process left.</summary>
/// <param name="ExitCode">The exit code; 128 and the signal's number where a signal ended it.</param>
/// <param name="StdoutBytes">Standard output as it came.</param>
/// <param name="StderrBytes">Standard error as it came.</param>
/// <param name="Elapsed">Real time from the start to the exit.</param>
/// <param name="LeftPipesOpen">True if a process of its own still held a pipe after the exit, so that output may be missing.</param>
public sealed record ChildResult(int ExitCode, byte[] StdoutBytes, byte[] StderrBytes, TimeSpan Elapsed, bool LeftPipesOpen)
{
    /// <summary>Standard output read as UTF-8; a byte order mark stays.</summary>
    public string Stdout => Encoding.UTF8.GetString(StdoutBytes);

    /// <summary>Standard error read as UTF-8; a byte order mark stays.</summary>
    public string Stderr => Encoding.UTF8.GetString(StderrBytes);

    /// <inheritdoc/>
    public override string ToString() => $"exit {ExitCode} after {Elapsed.TotalSeconds:0.0} s\n--- stdout\n{Stdout}\n--- stderr\n{Stderr}";
}
