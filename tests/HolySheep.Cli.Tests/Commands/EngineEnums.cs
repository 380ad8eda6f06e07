using System;
using Mono.Cecil;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>Stands in for PowerShell's assembly, which is not next to the module: reading an attribute needs the size of its enumerations.</summary>
internal sealed class EngineEnums : DefaultAssemblyResolver
{
    private const string Engine = "System.Management.Automation";
    private readonly AssemblyDefinition _engine = Make();

    public override AssemblyDefinition Resolve(AssemblyNameReference name) => name.Name == Engine ? _engine : base.Resolve(name);

    protected override void Dispose(bool disposing)
    {
        _engine.Dispose();
        base.Dispose(disposing);
    }

    private static AssemblyDefinition Make()
    {
        var assembly = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition(Engine, new Version(3, 0)), Engine, ModuleKind.Dll);
        var impact = new TypeDefinition(Engine, "ConfirmImpact", TypeAttributes.Public | TypeAttributes.Sealed, assembly.MainModule.ImportReference(typeof(Enum)));
        impact.Fields.Add(new FieldDefinition("value__", FieldAttributes.Public | FieldAttributes.SpecialName | FieldAttributes.RTSpecialName, assembly.MainModule.TypeSystem.Int32));
        assembly.MainModule.Types.Add(impact);
        return assembly;
    }
}
