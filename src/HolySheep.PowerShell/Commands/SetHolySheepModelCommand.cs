using System;
using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Options;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Completers.Values;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Sets which targets answer for a model, in which order, and what it costs; members that are not given stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "HolySheepModel", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepModelTargets))]
public sealed class SetHolySheepModelCommand : HolySheepSetCommand
{
    /// <summary>The model, as calls name it.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The targets in order, which replace the existing ones: provider/model, or @{ Target = 'provider/model'; Weight = 2 }; an empty list lets the default provider answer.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Targets")]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [ListArgument]
    public object[]? Target { get; set; }

    /// <summary>The order of the targets: priority (as listed), round-robin, weighted, least-busy, lowest-latency or lowest-cost; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StrategyCompleter))]
    public string? Strategy { get; set; }

    /// <summary>The price in USD per million tokens, which replaces the whole existing price: @{ input = 2.00; cachedInput = 0.50; cacheWrite = 2.50; output = 8.00; reasoning = 8.00 }, of which input and output are required; $null removes it, so that the catalogue's applies.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public object? Price { get; set; }

    /// <summary>How old an earlier answer to the very same request may be that is given again without asking: 1d, 12h, 30m, 90s, a time span, or off; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Cache { get; set; }

    /// <summary>Makes it the default model.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <summary>Writes the changed configuration of the model.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void SetOne()
    {
        if (!IsGiven(Name, "There is no model to set.", "Write, for example: Set-HolySheepModel gpt-4.1 holysheep/gpt-4.1, backup/gpt-4.1 -Strategy round-robin"))
        {
            return;
        }

        var name = Name;
        Use(name, _ =>
        {
            var edit = new ModelEdit
            {
                Targets = Target is null ? null : [.. Target.Select(TargetText.Read)],
                Strategy = Strategy,
                Price = Price is null || IsCatalogues() ? null : PriceArgument.Read(Price),
                Cache = Cache,
                RemovePrice = Price is null && IsOnCommandLine(nameof(Price)),
                MakeDefault = Default,
            };
            Change(name, EditSummary.Model(name, edit), file =>
            {
                var changed = file.SetModel(name, edit);
                if (PassThru)
                {
                    WriteObject(new HolySheepModelTargets(changed, file.Read().Models.TryGetValue(changed, out var options) ? options : new ModelOptions()));
                }
            });
        });
    }

    // Get-HolySheepModel also gives the catalogue's price, which must keep following the catalogue: it has a date, and an address as its source.
    private bool IsCatalogues() => !IsOnCommandLine(nameof(Price)) && InputObject?.Properties["PriceSource"] is { } source
        && (source.Value is not string text || text.Length == 0 || text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || !string.IsNullOrEmpty(InputObject.Properties["PriceDate"]?.Value?.ToString()));
}
