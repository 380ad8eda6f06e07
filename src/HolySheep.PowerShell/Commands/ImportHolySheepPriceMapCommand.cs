using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Imports the prices of a public price map into the user's catalogue.</summary>
[Cmdlet(VerbsData.Import, "HolySheepPriceMap", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepPriceMapImport))]
public sealed class ImportHolySheepPriceMapCommand : HolySheepConfigurationCommand
{
    /// <summary>The map, in the format of LiteLLM's model_prices_and_context_window.json.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    public string? Path { get; set; }

    /// <summary>Also imports a map with less than half as many models as the last import.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsGiven(Path, "There is no price map to import.", "Write, for example: Import-HolySheepPriceMap model_prices_and_context_window.json"))
        {
            return;
        }

        Use(Path, file =>
        {
            var map = FileSystemPath(Path)!;
            if (ShouldProcess(file.CatalogPath, EditSummary.Import(file.ImportPriceMap(map, Force, preview: true))))
            {
                WriteObject(new HolySheepPriceMapImport(file.ImportPriceMap(map, Force)));
            }
        });
    }
}
