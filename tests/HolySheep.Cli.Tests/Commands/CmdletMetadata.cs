using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.TestKit;
using Mono.Cecil;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>The parameters of the cmdlets, read from the built module without loading it: this process has the command's own core.</summary>
internal static class CmdletMetadata
{
    private const string Assembly = "HolySheep.PowerShell";

    // The module is built for the same configuration as these tests.
    private static readonly string Module = Path.Combine(Readme.Root, "src", Assembly, "bin", Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!, "net8.0", Assembly + ".dll");

    /// <summary>The cmdlets by name, each with its parameters; a parameter is its name and its aliases.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string[]>> Read()
    {
        using var engine = new EngineEnums();
        using var module = ModuleDefinition.ReadModule(Module, new ReaderParameters { AssemblyResolver = engine });
        return module.Types.Where(type => AttributeOf(type, "CmdletAttribute") is not null).ToDictionary(
            type => string.Join('-', AttributeOf(type, "CmdletAttribute")!.ConstructorArguments.Take(2).Select(argument => (string)argument.Value)), ParametersOf);
    }

    private static IReadOnlyList<string[]> ParametersOf(TypeDefinition type)
    {
        var parameters = new List<string[]>();
        if (AttributeOf(type, "CmdletAttribute")!.Properties.Any(property => property.Name == "SupportsShouldProcess" && property.Argument.Value is true))
        {
            parameters.Add(["WhatIf"]);
        }

        for (var current = type; current?.Module == type.Module; current = current.BaseType.Scope == type.Module ? (TypeDefinition)current.BaseType : null)
        {
            parameters.AddRange(current.Properties.Where(property => AttributeOf(property, "ParameterAttribute") is not null).Select(property => (string[])[property.Name, .. AliasesOf(property)]));
        }

        return parameters;
    }

    private static IEnumerable<string> AliasesOf(PropertyDefinition property) =>
        AttributeOf(property, "AliasAttribute") is { } alias ? ((CustomAttributeArgument[])alias.ConstructorArguments[0].Value).Select(argument => (string)argument.Value) : [];

    private static CustomAttribute? AttributeOf(ICustomAttributeProvider member, string name) => member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == name);
}
