using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Removes splits; the models answer all their calls themselves again.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepSplit", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepSplitCommand : HolySheepConfigurationCommand
{
    /// <summary>The models whose splits are removed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(SplitCompleter))]
    public string[]? Model { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var model in Model is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(model, "No model was given.", "Write, for example: Remove-HolySheepSplit gpt-4.1"))
            {
                Change(model, EditSummary.RemoveSplit(model), file => file.RemoveSplit(model));
            }
        }
    }
}
