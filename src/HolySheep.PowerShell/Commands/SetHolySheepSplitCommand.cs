using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Splits the calls for a model between it and others; members that are not given stay unchanged. The counting starts again, and a return to the old side is undone.</summary>
[Cmdlet(VerbsCommon.Set, "HolySheepSplit", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepSplit))]
public sealed class SetHolySheepSplitCommand : HolySheepSetCommand
{
    /// <summary>The model whose calls are split, as calls name it.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The members, which replace the existing ones: a model or provider/model, or @{ Model = 'claude-sonnet-4.5'; Percent = 5 } for several.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ListArgument]
    public object[]? To { get; set; }

    /// <summary>The share of the only member, 0 to 100.</summary>
    [Parameter(Position = 2)]
    [ValidateRange(0, 100)]
    [PlainNumber]
    public decimal? Percent { get; set; }

    /// <summary>The minimum number of a new side's calls before its limits apply; 0 restores the default.</summary>
    /// <value>Default: 50 calls.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public int? MinSamples { get; set; }

    /// <summary>The share of failed calls, 0 to 1, above which a new side's calls return to the old side; 1 is no limit.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public double? MaxErrorRate { get; set; }

    /// <summary>The 95th percentile of the latency in seconds above which a new side's calls return to the old side; 0 removes the limit.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public double? MaxP95Sec { get; set; }

    /// <summary>The model that answers a share of the calls a second time in the background: a model or provider/model; an empty text removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public object? Shadow { get; set; }

    /// <summary>The share of calls that the shadow answers too, 0 to 100.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    [PlainNumber]
    public decimal? ShadowPercent { get; set; }

    /// <summary>Writes the changed split.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void SetOne()
    {
        if (!IsGiven(Model, "No model was given.", "Write, for example: Set-HolySheepSplit gpt-4.1 claude-sonnet-4.5 5 -MaxErrorRate 0.05"))
        {
            return;
        }

        var model = Model;
        Use(model, _ =>
        {
            var edit = MakeEdit();
            Change(model, EditSummary.Split(model, edit), file =>
            {
                var changed = file.SetSplit(model, edit);
                if (PassThru)
                {
                    WriteObject(new HolySheepSplit(WithClient(shared => shared.Client.ListSplits()).Single(split => split.Options.Model == changed)));
                }
            });
        });
    }

    private SplitEdit MakeEdit()
    {
        var shadow = Shadow is null ? null : SplitMemberText.Read(Shadow);
        return new SplitEdit
        {
            To = To is null ? null : [.. To.Select(SplitMemberText.Read)],
            Percent = Percent,
            MinSamples = MinSamples,
            MaxErrorRate = MaxErrorRate,
            MaxP95Sec = MaxP95Sec,
            Shadow = shadow?.Model,
            ShadowPercent = ShadowPercent ?? shadow?.Percent,
        };
    }
}
