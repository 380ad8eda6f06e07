using System;
using System.IO;
using System.Runtime.InteropServices;
using HolySheep.Loader;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Loading;

public sealed class PrecompiledTests : IDisposable
{
    private readonly TempFolder _temp = new("precompiled");

    private string Folder => _temp.Path;

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void The_image_for_this_runtime_and_platform_is_preferred()
    {
        Write("Probe.dll");
        var image = Write("precompiled", $"net{Environment.Version.Major}.0-{Platform}", "Probe.dll");

        Assert.Equal(image, new ModuleLoadContext(Folder).FindAssembly("Probe"));
    }

    [Fact]
    public void Images_for_another_runtime_or_platform_are_left_alone()
    {
        var portable = Write("Probe.dll");
        Write("precompiled", $"net{Environment.Version.Major + 1}.0-{Platform}", "Probe.dll");
        Write("precompiled", $"net{Environment.Version.Major}.0-other-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "Probe.dll");

        Assert.Equal(portable, new ModuleLoadContext(Folder).FindAssembly("Probe"));
    }

    [Fact]
    public void An_assembly_that_has_no_image_comes_from_the_modules_folder_and_one_of_the_host_from_nowhere()
    {
        var portable = Write("Portable.dll");
        Write("precompiled", $"net{Environment.Version.Major}.0-{Platform}", "Probe.dll");

        var context = new ModuleLoadContext(Folder);

        Assert.Equal(portable, context.FindAssembly("Portable"));
        Assert.Null(context.FindAssembly("System.Text.Json"));
    }

    private static string Platform =>
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux") + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private string Write(params string[] path)
    {
        var file = Path.Combine([Folder, .. path]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        return file;
    }
}
