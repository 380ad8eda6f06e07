using System;

namespace HolySheep.Providers.Sandbox;

/// <summary>Which faults the sandbox plays, per model.</summary>
public sealed class SandboxScript
{
    /// <summary>A script without faults.</summary>
    public static SandboxScript None { get; } = new();

    /// <summary>Reads a script such as <c>gpt-4.1=429x2; claude-sonnet-4.5=down</c>.</summary>
    /// <exception cref="Errors.HolySheepException">The script is not understood.</exception>
    public static SandboxScript Parse(string text) => throw new NotImplementedException();
}
