using System.Management.Automation;

namespace HolySheep.Loader;

/// <summary>Does what the import of the cmdlet assembly leaves to do. The module's script calls it.</summary>
[Cmdlet(VerbsLifecycle.Complete, "HolySheepImport")]
public sealed class CompleteHolySheepImportCommand : PSCmdlet
{
    /// <summary>The imported cmdlet assembly.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSModuleInfo Cmdlets { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() => ModuleExports.Complete(Cmdlets, SessionState.Module);
}
