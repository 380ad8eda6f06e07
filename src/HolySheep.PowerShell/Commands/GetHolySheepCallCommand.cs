using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Clients;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;
using HolySheep.Spend.History;

namespace HolySheep.PowerShell.Commands;

/// <summary>Shows single calls, the newest first: who answered, when, after how many attempts, at what cost, and why not.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepCall", DefaultParameterSetName = "List")]
[OutputType(typeof(HolySheepCall))]
public sealed class GetHolySheepCallCommand : HolySheepConfigurationCommand
{
    /// <summary>The id of a call, or as much of its beginning as no other call shares; an answer or an error of <c>Invoke-HolySheepChat</c> has it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Id")]
    [Alias("CallId")]
    [CallIdArgument]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>The start of the range.</summary>
    /// <value>Default: the first call.</value>
    [Parameter(ParameterSetName = "List")]
    [Alias("Since")]
    [TimeArgument]
    public DateTimeOffset? From { get; set; }

    /// <summary>The exclusive end of the range.</summary>
    /// <value>Default: the current time.</value>
    [Parameter(ParameterSetName = "List")]
    [Alias("Until")]
    [TimeArgument]
    public DateTimeOffset? To { get; set; }

    /// <summary>Only calls that asked for this model or called it, under any of its names; also <c>provider/model</c>.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    public string? Model { get; set; }

    /// <summary>Only calls that called this provider.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>Only calls with this tag, as <c>name=value</c>; also its name or its value alone.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateNotNullOrEmpty]
    public string? Tag { get; set; }

    /// <summary>Only calls of this job: the output file's name of a CSV job.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateNotNullOrEmpty]
    public string? Job { get; set; }

    /// <summary>Only calls that no target answered, and that were not stopped.</summary>
    [Parameter(ParameterSetName = "List")]
    public SwitchParameter Failed { get; set; }

    /// <summary>Only calls that cost more than this in USD.</summary>
    [Parameter(ParameterSetName = "List")]
    [PlainNumber]
    public decimal? CostAbove { get; set; }

    /// <summary>Only calls whose prompt or answer has all of these words; texts are there only if the configuration says <c>ledger.keepTexts</c>.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateNotNullOrEmpty]
    public string? Text { get; set; }

    /// <summary>The number of calls.</summary>
    /// <value>Default: all calls.</value>
    [Parameter(ParameterSetName = "List")]
    [PlainNumber]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            Use(id, _ => WithClient(shared =>
            {
                var whole = PSObject.AsPSObject(new HolySheepCall(shared.Client.GetCall(id)));
                whole.TypeNames.Insert(0, typeof(HolySheepCall).FullName + "#Whole");
                WriteObject(whole);
            }));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == "List")
        {
            Use(null, _ => WithClient(List));
        }
    }

    private void List(SharedClient shared)
    {
        var query = new CallQuery { From = From, To = To, Model = Model, Provider = Provider, Tag = Tag, Job = Job, Failed = Failed, CostAbove = CostAbove, Text = Text };
        if (shared.Client.FindSearchLimit(query) is { } limit)
        {
            WriteWarning(limit);
        }

        IEnumerable<RecordedCall> calls = shared.Client.ListCalls(query);
        foreach (var call in First is { } count ? calls.Take(count) : calls)
        {
            if (Cancellation.IsCancellationRequested)
            {
                break;
            }

            WriteObject(new HolySheepCall(call));
        }
    }
}
