using System;
using System.Collections.Generic;

namespace HolySheep.TestKit;

/// <summary>How a child process is started.</summary>
public sealed record ChildOptions(string FileName, params IReadOnlyList<string> Arguments)
{
    /// <summary>
    /// Variables that are set. The rest of the real environment is passed on, but for <c>HOLYSHEEP_*</c>, keys and proxies.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder it runs in; null means the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What standard input holds; null means nothing.</summary>
    public string? Stdin { get; init; }

    /// <summary>True leaves standard input open after its text, as a pipe does whose other end never closes.</summary>
    public bool KeepsStdinOpen { get; init; }

    /// <summary>How long the child may run; it is killed then and the wait fails.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);
}
