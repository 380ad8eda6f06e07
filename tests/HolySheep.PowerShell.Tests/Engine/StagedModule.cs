using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Reflection;

namespace HolySheep.PowerShell.Tests.Engine;

/// <summary>The module as the build lays it beside the manifest.</summary>
internal static class StagedModule
{
    internal static string Root { get; } = typeof(StagedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ModuleRoot").Value!;

    internal static string Manifest => Path.Combine(Root, "HolySheep.psd1");

    internal static Hashtable ReadManifest() =>
        (Hashtable)((HashtableAst)Parser.ParseFile(Manifest, out _, out _).Find(part => part is HashtableAst, searchNestedScriptBlocks: false)!).SafeGetValue();

    internal static string Bin => Path.Combine(Root, "bin");
}
