using System;
using System.IO;
using System.Runtime.InteropServices;
using HolySheep.Loader;
using Xunit;

namespace HolySheep.PowerShell.Tests.Loading;

public sealed class NativeLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("holysheep-native-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_native_library_is_found_for_this_system_and_processor()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var file = OperatingSystem.IsWindows() ? "e_probe.dll" : OperatingSystem.IsMacOS() ? "libe_probe.dylib" : "libe_probe.so";
        var native = Path.Combine(_folder, "runtimes", $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native");
        Directory.CreateDirectory(native);
        File.WriteAllText(Path.Combine(native, file), "");

        var context = new ModuleLoadContext(_folder);

        Assert.Equal(Path.Combine(native, file), context.FindNative("e_probe"));
        Assert.Equal(Path.Combine(native, file), context.FindNative(file));
        Assert.Null(context.FindNative("c"));
    }
}
