using HolySheep.TestKit.Terminals;
using Xunit;

namespace HolySheep.Cli.Tests.Interactive;

/// <summary>A test that needs a pseudo-terminal.</summary>
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = TerminalProcess.IsSupported ? null : "This system has no pseudo-terminal that the tests can open.";
}
