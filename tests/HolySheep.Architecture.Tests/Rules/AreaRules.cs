using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Architecture.Tests.Reading;
using Mono.Cecil;

namespace HolySheep.Architecture.Tests.Rules;

/// <summary>What an area of Core may use; every rule gives its violations, one line each.</summary>
internal static class AreaRules
{
    /// <summary>What a pure decision cannot have: a clock, I/O, a store, a wait.</summary>
    public static readonly string[] Impure =
    [
        "System.IO", "System.Net", "System.Threading.Tasks", "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Threading.Thread",
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random", "System.Console", "Polly", "Microsoft.Data.Sqlite", "SQLitePCL",
    ];

    // Hashes of bytes have the namespace of input and output, and do neither.
    private const string Hashing = "System.IO.Hashing";

    /// <summary>An area without a single type, which would let every rule about it pass.</summary>
    public static IReadOnlyList<string> Missing(ModuleDefinition module, string root, params string[] areas) =>
        [.. areas.Except(module.Types.Select(type => Areas.Of(type.Namespace, root)).OfType<string>()).Select(area => $"{root}.{area} has no type.")];

    /// <summary>Uses of other areas than the named ones.</summary>
    public static IReadOnlyList<string> KnowsOnly(ModuleDefinition module, string root, string area, params string[] known) => Tell(UsesOf(module, root, area)
        .Where(use => Areas.Of(use.ToNamespace, root) is { } other && other != area && !known.Contains(other)));

    /// <summary>Uses of namespaces or types that an area must not have; a null area means all of the root.</summary>
    public static IReadOnlyList<string> Avoids(ModuleDefinition module, string root, string? area, params string[] avoided) => Tell(UsesOf(module, root, area)
        .Where(use => use.ToNamespace != Hashing && avoided.Any(name => use.To == name || use.ToNamespace == name || use.ToNamespace.StartsWith(name + ".", StringComparison.Ordinal))));

    private static IEnumerable<TypeUse> UsesOf(ModuleDefinition module, string root, string? area) =>
        UseReader.Read(module).Where(use => Areas.Of(use.FromNamespace, root) is { } own && (area is null || own == area));

    private static IReadOnlyList<string> Tell(IEnumerable<TypeUse> uses) => [.. uses.Select(use => use.ToString()).Distinct().Order(StringComparer.Ordinal)];
}
