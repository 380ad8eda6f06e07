using System;
using Xunit;

namespace HolySheep.Harness;

/// <summary>A fact about rights of files or shell scripts, which Windows does not have.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has neither such rights nor such scripts." : null;
}
