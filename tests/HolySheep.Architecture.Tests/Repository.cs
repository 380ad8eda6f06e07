using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using HolySheep.Architecture.Tests.Reading;
using Mono.Cecil;

namespace HolySheep.Architecture.Tests;

/// <summary>The clone that the tests run in: its sources and what was built from them.</summary>
internal static class Repository
{
    private static readonly ConcurrentDictionary<(string Project, string Target), ModuleDefinition> Modules = new();
    private static readonly string[] SourceKinds = [".cs", ".ps1", ".psm1"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Debug or Release, as these tests were built.</summary>
    private static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    // All projects have the version of the manifest, also these tests; what follows the plus sign is the commit.
    private static string Version { get; } = typeof(Repository).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static IReadOnlyList<string> Projects =>
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj")).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Targets(string project)
    {
        XDocument file = XDocument.Load(ProjectFile(project));
        return (file.Descendants("TargetFrameworks").Concat(file.Descendants("TargetFramework")).First().Value).Split(';');
    }

    /// <summary>Every project of src with each of its targets.</summary>
    public static IEnumerable<(string Project, string Target)> Builds => Projects.SelectMany(project => Targets(project).Select(target => (project, target)));

    public static ModuleDefinition Module(string project, string target) => Modules.GetOrAdd((project, target), build => Read(build.Project, build.Target));

    private static ModuleDefinition Read(string project, string target)
    {
        string name = XDocument.Load(ProjectFile(project)).Descendants("AssemblyName").FirstOrDefault()?.Value ?? project;
        string path = Path.Combine(Root, "src", project, "bin", Configuration, target, name.Replace("$(Version)", Version, StringComparison.Ordinal) + ".dll");
        return File.Exists(path) ? ModuleDefinition.ReadModule(path) : throw new FileNotFoundException($"{project} was not built for {target}, so no rule can be checked.", path);
    }

    public static string RootNamespace(string project) =>
        XDocument.Load(ProjectFile(project)).Descendants("RootNamespace").FirstOrDefault()?.Value ?? project;

    public static IReadOnlyList<SourceFile> Sources(string project) => SourcesIn(Path.Combine(Root, "src", project), RootNamespace(project));

    /// <summary>The sources of all tests, with paths that begin with their project.</summary>
    public static IReadOnlyList<SourceFile> TestSources() => SourcesIn(Path.Combine(Root, "tests"), "");

    private static IReadOnlyList<SourceFile> SourcesIn(string folder, string rootNamespace) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Where(path => SourceKinds.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(rootNamespace, path, File.ReadAllText(Path.Combine(folder, path))))];

    /// <summary>The ids and aliases of the catalogue.</summary>
    public static IReadOnlyList<string> ModelNames()
    {
        using var catalog = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "src", "HolySheep.Core", "Catalog", "catalog.json")));
        return [.. catalog.RootElement.GetProperty("models").EnumerateArray().SelectMany(model =>
            (string[])[model.GetProperty("id").GetString()!, .. model.TryGetProperty("aliases", out JsonElement aliases) ? aliases.EnumerateArray().Select(alias => alias.GetString()!) : []])];
    }

    private static string ProjectFile(string project) => Path.Combine(Root, "src", project, project + ".csproj");

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "HolySheep.sln"))
            ? folder
            : FindRoot(Directory.GetParent(folder)?.FullName ?? throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds HolySheep.sln."));
}
