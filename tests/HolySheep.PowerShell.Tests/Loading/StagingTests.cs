using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Loading;

public sealed class StagingTests
{
    // Windows PowerShell 5.1 names its engine so.
    private static readonly LibraryFile Engine = new("System.Management.Automation", new Version(3, 0, 0, 0), []);

    [Fact]
    public void The_module_ships_these_libraries_and_none_that_the_host_brings() =>
        Assert.Equal(
            [
                "CsvHelper.dll", "Google.Protobuf.dll", "HolySheep.Core.dll", "HolySheep.Postgres.dll", "HolySheep.PowerShell.dll", "Microsoft.Data.Sqlite.dll",
                "Microsoft.Extensions.DependencyInjection.Abstractions.dll", "Microsoft.Extensions.Logging.Abstractions.dll",
                "Microsoft.ML.Tokenizers.Data.Cl100kBase.dll", "Microsoft.ML.Tokenizers.Data.O200kBase.dll", "Microsoft.ML.Tokenizers.dll", "Npgsql.dll", "Polly.Core.dll",
                "SQLitePCLRaw.batteries_v2.dll", "SQLitePCLRaw.core.dll", "SQLitePCLRaw.provider.e_sqlite3.dll", "System.Diagnostics.DiagnosticSource.dll", "System.IO.Hashing.dll", "System.Net.ServerSentEvents.dll",
            ],
            Directory.GetFiles(Folder("net8.0"), "*.dll").Select(Path.GetFileName).Order());

    [Fact]
    public void In_the_build_for_Windows_PowerShell_every_reference_leads_to_a_shipped_library_or_to_the_NET_Framework()
    {
        var shipped = LibraryFile.Folder(Folder("net472"));
        var known = shipped.Concat(WindowsBrings()).ToLookup(library => library.Name, library => library.Version);
        var open = shipped.SelectMany(library => library.References.Select(reference => (library, reference)))
            .Where(pair => !known[pair.reference.Name].Any(version => version >= pair.reference.Version))
            .Select(pair => $"{pair.library.Name} needs {pair.reference.Name} {pair.reference.Version}; there is {string.Join(", ", known[pair.reference.Name])}");

        Assert.Empty(open);
    }

    [Fact]
    public void The_build_for_Windows_PowerShell_ships_json_and_not_the_engine()
    {
        var shipped = LibraryFile.Folder(Folder("net472")).Select(library => library.Name).ToList();
        Assert.Contains("System.Text.Json", shipped);
        Assert.DoesNotContain("System.Management.Automation", shipped);
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net472")]
    public void Both_editions_ship_native_SQLite_for_seven_platforms(string framework)
    {
        var natives = Path.Combine(Folder(framework), "runtimes");
        Assert.Equal(
            [
                "linux-arm64/native/libe_sqlite3.so", "linux-x64/native/libe_sqlite3.so", "osx-arm64/native/libe_sqlite3.dylib", "osx-x64/native/libe_sqlite3.dylib",
                "win-arm64/native/e_sqlite3.dll", "win-x64/native/e_sqlite3.dll", "win-x86/native/e_sqlite3.dll",
            ],
            Directory.GetFiles(natives, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(natives, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<LibraryFile> WindowsBrings()
    {
        var framework = typeof(StagingTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "FrameworkReferences").Value!;
        return [.. LibraryFile.Folder(framework), .. LibraryFile.Folder(Path.Combine(framework, "Facades")), Engine];
    }

    private static string Folder(string framework) => Path.Combine(StagedModule.Bin, framework);
}
