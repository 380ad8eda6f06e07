using System.Management.Automation;
using HolySheep.Maintenance;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Creates the schema of the state, or brings it to the version of this module.</summary>
[Cmdlet(VerbsData.Update, "HolySheepState", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepStateMigration))]
public sealed class UpdateHolySheepStateCommand : HolySheepStateCommand
{
    /// <summary>Writes the versions before and after.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        StateMigration? preview = null;
        Ask(ConfigPath, static (place, stop) => place.MigrateAsync(preview: true, stop), migration => preview = migration);
        if (preview is not null && ShouldProcess(preview.Place ?? "The process", preview.IsDone ? "Change nothing, because the schema is current" : $"Bring the schema to version {preview.To}"))
        {
            Ask(ConfigPath, static (place, stop) => place.MigrateAsync(preview: false, stop), migration =>
            {
                if (PassThru)
                {
                    WriteObject(new HolySheepStateMigration(migration));
                }
            });
        }
    }
}
