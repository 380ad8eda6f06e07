using System.Management.Automation;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Removes what is configured for models: their targets, their strategy and their price.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepModel", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepModelCommand : HolySheepConfigurationCommand
{
    /// <summary>The models that are removed from the configuration.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [ArgumentCompleter(typeof(ConfiguredModelCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(name, "There is no model that could be removed.", "Write, for example: Remove-HolySheepModel gpt-4.1"))
            {
                Change(name, $"Remove what is configured for the model {name}", file => file.RemoveModel(name));
            }
        }
    }
}
