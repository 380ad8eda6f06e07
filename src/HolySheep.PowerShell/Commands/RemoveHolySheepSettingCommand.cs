using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Removes settings from the file, so that their defaults apply.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepSetting", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepSettingCommand : HolySheepConfigurationCommand
{
    /// <summary>The settings to remove, or whole sections: network.proxy, network.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(name, "No setting was given.", "Write, for example: Remove-HolySheepSetting network.proxy"))
            {
                Change(name, EditSummary.RemoveSetting(name), file => file.RemoveSetting(name));
            }
        }
    }
}
