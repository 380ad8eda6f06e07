using System;
using System.IO;
using System.Management.Automation;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.Spend.Usage;

namespace HolySheep.PowerShell.Commands;

/// <summary>Writes what was spent as one HTML page without dependencies: spend by day, model and tag, failures, savings, the most expensive jobs.</summary>
[Cmdlet(VerbsData.Export, "HolySheepReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHolySheepReportCommand : HolySheepConfigurationCommand
{
    /// <summary>The path of the file, for example report.html.</summary>
    [Parameter(Position = 0)]
    [Alias("FilePath", "LiteralPath", "PSPath")]
    public string? Path { get; set; }

    /// <summary>The start of the range.</summary>
    /// <value>Default: 30 days before the end.</value>
    [Parameter(Position = 1)]
    [TimeArgument]
    public DateTimeOffset? From { get; set; }

    /// <summary>The exclusive end of the range.</summary>
    /// <value>Default: the current time.</value>
    [Parameter(Position = 2)]
    [TimeArgument]
    public DateTimeOffset? To { get; set; }

    /// <summary>A model to compare with: the page also shows what the same tokens would have cost there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    public string? CompareTo { get; set; }

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the created file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!IsGiven(Path, "There is no file to write the report to.", "Write, for example: Export-HolySheepReport report.html"))
        {
            return;
        }

        Use(Path, _ => WithClient(shared =>
        {
            var path = FileSystemPath(Path)!;
            if (ShouldProcess(path, "Write the report"))
            {
                var written = shared.Client.ExportReport(path, new UsageQuery { From = From, To = To, CompareTo = CompareTo }, Force);
                if (shared.Client.FindLedgerDamage() is { } damage)
                {
                    WriteWarning(damage);
                }

                if (PassThru)
                {
                    WriteObject(new FileInfo(written));
                }
            }
        }));
    }
}
