using System.Management.Automation;
using HolySheep.Csv;
using HolySheep.Csv.Agreement;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Choices;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command whose calls are the rows of a job: how they reach a provider, and what is promised about their answers.</summary>
public abstract class HolySheepJobCommand : HolySheepCallCommand
{
    /// <summary>How the rows reach a provider: Live, by calls; Flex, by calls of the provider's cheaper, slower tier; Batch, by the provider's batch API at half the price, within a day; Auto, in batches as long as live calls could still meet the deadline, and by calls what batches leave.</summary>
    /// <value>Default: Live.</value>
    [Parameter]
    [EmptyIsUnset]
    public HolySheepCsvLane? Lane { get; set; } = HolySheepCsvLane.Live;

    /// <summary>The seconds between two polls of the batches.</summary>
    /// <value>Default: 60 seconds.</value>
    [Parameter]
    [NumberRange(ShortestLimit, LongestLimit)]
    [PlainNumber(EmptyIsUnset = true)]
    public double? BatchPollSec { get; set; }

    /// <summary>Ends with exit code 9 once every row is submitted in batches; the same command later collects what is ready.</summary>
    [Parameter]
    public SwitchParameter Detach { get; set; }

    /// <summary>Sends the rows of a batch again of which it is not known whether the provider has it; they may be paid twice.</summary>
    [Parameter]
    public SwitchParameter Resubmit { get; set; }

    /// <summary>Sends rows that fail or expire in a batch by live calls.</summary>
    [Parameter]
    public SwitchParameter LiveRest { get; set; }

    /// <summary>The share of the rows, for example 0.95, whose answers agree with those of the model of -With: a random sample decides which answers of -Model may stand, and -With answers the other rows. Needs a schema of enums and booleans.</summary>
    [Parameter]
    [PlainNumber(EmptyIsUnset = true)]
    public double? Agree { get; set; }

    /// <summary>The model whose answers are wanted, for -Agree.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? With { get; set; }

    /// <summary>The probability with which the promise of -Agree holds.</summary>
    /// <value>Default: 0.95 with -Agree.</value>
    [Parameter]
    [PlainNumber(EmptyIsUnset = true)]
    public double? Confidence { get; set; }

    /// <summary>The options with lane and promise.</summary>
    private protected CsvJobOptions WithLane(CsvJobOptions options) => options with
    {
        Lane = Choice.Of<CsvLane>(Lane!.Value),
        BatchPoll = Seconds(BatchPollSec),
        Detach = Detach,
        Resubmit = Resubmit,
        LiveRest = LiveRest,
        Agreement = CsvAgreement.Of(Agree, With, Confidence),
    };
}
