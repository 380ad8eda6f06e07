using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HolySheep.PowerShell.Tests.Engine;

namespace HolySheep.PowerShell.Tests.Help;

/// <summary>A session with the module, and what the engine itself knows of its cmdlets.</summary>
public sealed class HelpFixture : IDisposable
{
    internal static IReadOnlyList<string> CmdletNames { get; } = [.. ((IEnumerable)StagedModule.ReadManifest()["CmdletsToExport"]!).Cast<object>().Select(name => name.ToString()!)];

    internal static string Pages => Path.Combine(StagedModule.Root, "docs", "en-US");

    internal static IEnumerable<string> Topics => Directory.GetFiles(Pages, "about_*.help.txt").Select(path => Path.GetFileName(path).Split('.')[0]);

    internal Session Session { get; } = Session.WithModule();

    public void Dispose() => Session.Dispose();

    internal PSObject Help(string cmdlet) => Session.Run("Get-Help $args[0] -Full", cmdlet).ThrowOnError().Output.Single();

    internal IReadOnlyList<ParameterMetadata> Parameters(string cmdlet) =>
        [.. Command(cmdlet).Parameters.Values.Where(parameter => !PSCmdlet.CommonParameters.Contains(parameter.Name))];

    internal IEnumerable<IEnumerable<string>> Sets(string cmdlet) =>
        Command(cmdlet).ParameterSets.Select(set => set.Parameters.Select(parameter => parameter.Name).Except(PSCmdlet.CommonParameters));

    /// <summary>The values that parameters have before they are given, where they have one.</summary>
    internal IReadOnlyDictionary<string, string> Defaults(string cmdlet)
    {
        var type = Command(cmdlet).ImplementingType;
        using var made = (IDisposable)Activator.CreateInstance(type)!;
        return Parameters(cmdlet).Where(parameter => type.GetProperty(parameter.Name) is not null)
            .ToDictionary(parameter => parameter.Name, parameter => Spell(type.GetProperty(parameter.Name)!.GetValue(made)));
    }

    internal static string Describe(ParameterMetadata parameter)
    {
        var use = parameter.ParameterSets.Values.First();
        string[] pipeline = [.. use.ValueFromPipeline ? ["ByValue"] : (string[])[], .. use.ValueFromPipelineByPropertyName ? ["ByPropertyName"] : (string[])[]];
        return string.Join(" | ",
            (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType).Name,
            "required " + (use.IsMandatory ? "true" : "false"),
            "position " + (use.Position == int.MinValue ? "named" : use.Position),
            "pipeline " + (pipeline.Length > 0 ? $"True ({string.Join(", ", pipeline)})" : "False"),
            "aliases " + (parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
            "wildcards " + (parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any() ? "true" : "false"));
    }

    private CmdletInfo Command(string cmdlet) => (CmdletInfo)Session.Run("Get-Command $args[0]", cmdlet).ThrowOnError().Values.Single();

    private static string Spell(object? value) => value switch
    {
        null or Array { Length: 0 } => "None",
        Array array => string.Join(", ", array.Cast<object>()),
        _ => value.ToString()!,
    };
}
