using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Shares the calls for a model out between it and others; what is not named stays. The counting starts anew, and a return to the old side is undone.</summary>
[Cmdlet(VerbsCommon.Set, "HolySheepSplit", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepSplit))]
public sealed class SetHolySheepSplitCommand : HolySheepSetCommand
{
    /// <summary>The model whose calls are shared out, as calls name it.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Who takes a share, in place of all before: a model or provider/model, or @{ Model = 'claude-sonnet-4.5'; Percent = 5 } for several.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ListArgument]
    public object[]? To { get; set; }

    /// <summary>The share of the only one that takes calls, 0 to 100.</summary>
    [Parameter(Position = 2)]
    [ValidateRange(0, 100)]
    [PlainNumber]
    public decimal? Percent { get; set; }

    /// <summary>So many calls a new side has had before its limits are looked at; 0 sets the default again.</summary>
    /// <value>Default: 50 calls.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public int? MinSamples { get; set; }

    /// <summary>The share of failed calls, 0 to 1, above which a new side's calls go back to the old one; 1 is no limit.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public double? MaxErrorRate { get; set; }

    /// <summary>The 95th percentile of the latency in seconds above which a new side's calls go back to the old one; 0 takes the limit out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public double? MaxP95Sec { get; set; }

    /// <summary>Who answers a share of the calls once more, unseen: a model or provider/model; an empty text takes it out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public object? Shadow { get; set; }

    /// <summary>The share of calls that the shadow answers too, 0 to 100.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    [PlainNumber]
    public decimal? ShadowPercent { get; set; }

    /// <summary>Writes the split as it then is.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void SetOne()
    {
        if (!IsGiven(Model, "There is no model whose calls could be shared out.", "Write, for example: Set-HolySheepSplit gpt-4.1 claude-sonnet-4.5 5 -MaxErrorRate 0.05"))
        {
            return;
        }

        var model = Model;
        Use(model, _ =>
        {
            var edit = MakeEdit();
            Change(model, $"Set the split of {model}: {string.Join("; ", Parts(edit))}", file =>
            {
                file.SetSplit(model, edit);
                if (PassThru)
                {
                    WriteObject(new HolySheepSplit(WithClient(shared => shared.Client.ListSplits()).Single(split => split.Options.Model == model)));
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

    private static IEnumerable<string> Parts(SplitEdit edit)
    {
        (string Name, object? Value)[] given =
        [
            ("to", edit.To is null ? null : string.Join(", ", edit.To.Select(member => member.Percent is { } own ? $"{member.Model} {own} %" : member.Model))),
            ("percent", edit.Percent), ("min samples", edit.MinSamples), ("max error rate", edit.MaxErrorRate), ("max p95", edit.MaxP95Sec),
            ("shadow", edit.Shadow), ("shadow percent", edit.ShadowPercent),
        ];
        return given.Where(part => part.Value is not null).Select(part => $"{part.Name} {part.Value}").DefaultIfEmpty("count anew");
    }
}
