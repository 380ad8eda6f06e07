using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Removes the configuration of models: their targets, strategy and price.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepModel", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepModelCommand : HolySheepConfigurationCommand
{
    /// <summary>The models to remove from the configuration.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [ArgumentCompleter(typeof(ConfiguredModelCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(name, "No model was given.", "Write, for example: Remove-HolySheepModel gpt-4.1"))
            {
                Change(name, EditSummary.RemoveModel(name), file => file.RemoveModel(name));
            }
        }
    }
}
