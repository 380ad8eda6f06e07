using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Loading;

public sealed class StagingTests
{
    // Part of .NET Framework 4.7.2 and of Windows PowerShell.
    private static readonly string[] WindowsBrings =
    [
        "mscorlib", "netstandard", "System", "System.Core", "System.Data", "System.Management.Automation", "System.Net.Http", "System.Numerics",
        "System.Runtime", "System.Runtime.Serialization", "System.Xml", "System.ComponentModel.DataAnnotations",
    ];

    [Fact]
    public void The_module_ships_these_libraries_and_none_that_the_host_brings() =>
        Assert.Equal(
            ["HolySheep.Core.dll", "HolySheep.Loader.dll", "HolySheep.PowerShell.dll", "Polly.Core.dll", "System.Net.ServerSentEvents.dll"],
            Files("net8.0").Select(Path.GetFileName).Order());

    [Fact]
    public void The_build_for_Windows_PowerShell_ships_every_library_that_its_libraries_refer_to()
    {
        var shipped = Files("net472").Select(Path.GetFileNameWithoutExtension).ToList();
        var missing = Files("net472").SelectMany(file => References(file).Select(reference => (file, reference)))
            .Where(pair => !shipped.Contains(pair.reference) && !WindowsBrings.Contains(pair.reference))
            .Select(pair => $"{Path.GetFileName(pair.file)} needs {pair.reference}");

        Assert.Empty(missing);
        Assert.DoesNotContain("System.Management.Automation", shipped);
        Assert.Contains("System.Text.Json", shipped);
    }

    private static string[] Files(string framework) => Directory.GetFiles(Path.Combine(StagedModule.Bin, framework), "*.dll");

    private static List<string> References(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
