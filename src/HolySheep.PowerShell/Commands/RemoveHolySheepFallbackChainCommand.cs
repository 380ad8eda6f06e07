using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Removes the fallbacks of models, including built-in chains.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepFallbackChain", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepFallbackChainCommand : HolySheepConfigurationCommand
{
    /// <summary>The models whose chains are removed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ChainCompleter))]
    public string[]? Model { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var model in Model is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(model, "No model was given.", "Write, for example: Remove-HolySheepFallbackChain gpt-4.1"))
            {
                Change(model, EditSummary.RemoveChain(model), file => file.RemoveChain(model));
            }
        }
    }
}
