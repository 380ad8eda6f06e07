using System.Management.Automation;
using System.Reflection;

namespace HolySheep.Loader;

/// <summary>Gives the module's script the cmdlet assembly.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepAssembly")]
[OutputType(typeof(Assembly))]
public sealed class GetHolySheepAssemblyCommand : PSCmdlet
{
    /// <summary>The module's folder <c>bin</c>.</summary>
    [Parameter(Position = 0)]
    public string Bin { get; set; } = "";

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(ModuleAssembly.Load(Bin));
}
