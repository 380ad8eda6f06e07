using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace HolySheep.Architecture.Tests.Rules;

/// <summary>Which assemblies an assembly may reference.</summary>
internal static class ReferenceRules
{
    /// <summary>The projects that a person or a script meets.</summary>
    public static readonly string[] FrontEnds = ["HolySheep.PowerShell", "HolySheep.Cli"];

    /// <summary>Libraries that only a front end has a use for.</summary>
    public static readonly string[] FrontEndLibraries =
        ["HolySheep.*", "System.Management.Automation", "Microsoft.PowerShell.*", "System.CommandLine", "Spectre.Console", "Microsoft.AspNetCore.*"];

    public static IReadOnlyList<string> Forbids(ModuleDefinition module, params IEnumerable<string> patterns) =>
        Tell(module, module.AssemblyReferences.Where(reference => patterns.Any(pattern => Fits(reference.Name, pattern))));

    /// <summary>References to anything that comes neither with the runtime nor with PowerShell.</summary>
    public static IReadOnlyList<string> NothingButTheRuntimeAndTheEngine(ModuleDefinition module)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Tell(module, module.AssemblyReferences.Where(reference => reference.Name != "System.Management.Automation" && !File.Exists(Path.Combine(runtime, reference.Name + ".dll"))));
    }

    private static bool Fits(string name, string pattern) =>
        pattern.EndsWith(".*", StringComparison.Ordinal) ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    private static IReadOnlyList<string> Tell(ModuleDefinition module, IEnumerable<AssemblyNameReference> references) =>
        [.. references.Select(reference => $"{module.Assembly.Name.Name} references {reference.Name}")];
}
