using System;
using System.IO;
using System.Runtime.InteropServices;
using HolySheep.Loader;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Loading;

public sealed class NativeLibraryTests : IDisposable
{
    private readonly TempFolder _temp = new("native");

    private string Folder => _temp.Path;

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_native_library_is_found_for_this_system_and_processor()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var file = OperatingSystem.IsWindows() ? "e_probe.dll" : OperatingSystem.IsMacOS() ? "libe_probe.dylib" : "libe_probe.so";
        var native = Path.Combine(Folder, "runtimes", $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native");
        Directory.CreateDirectory(native);
        File.WriteAllText(Path.Combine(native, file), "");

        var context = new ModuleLoadContext(Folder);

        Assert.Equal(Path.Combine(native, file), context.FindNative("e_probe"));
        Assert.Equal(Path.Combine(native, file), context.FindNative(file));
        Assert.Null(context.FindNative("c"));
    }
}
