using System;
using Xunit;

namespace HolySheep.Harness;

/// <summary>A theory about rights of files or shell scripts, which Windows does not have.</summary>
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has neither such rights nor such scripts." : null;
}
