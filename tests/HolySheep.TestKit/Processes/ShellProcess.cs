using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace HolySheep.TestKit.Processes;

/// <summary>The real PowerShell that the repository's tool manifest names, as a child process.</summary>
public static class ShellProcess
{
    /// <summary>Options that start it with these arguments.</summary>
    /// <param name="assembly">The test assembly, whose build restored the tool and wrote its path as the metadata <c>ShellLibrary</c>.</param>
    /// <param name="arguments">The arguments of <c>pwsh</c>.</param>
    /// <exception cref="FileNotFoundException">The tool is not in the package folder any more.</exception>
    public static ChildOptions Options(Assembly assembly, params IReadOnlyList<string> arguments)
    {
        string library = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ShellLibrary").Value!;
        return File.Exists(library)
            ? new ChildOptions(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [library, .. arguments])
            : throw new FileNotFoundException("The PowerShell tool is not in the package folder any more. Build again.", library);
    }
}
