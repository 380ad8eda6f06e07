using HolySheep.TestKit.Terminals;
using Xunit;

namespace HolySheep.Cli.Tests.Interactive;

/// <summary>A theory that needs a pseudo-terminal.</summary>
internal sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute() => Skip = TerminalProcess.IsSupported ? null : "This system has no pseudo-terminal that the tests can open.";
}
