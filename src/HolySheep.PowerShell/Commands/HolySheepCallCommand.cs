using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers.Values;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command whose parameters limit each of its calls.</summary>
public abstract class HolySheepCallCommand : HolySheepTemplateCommand
{
    private protected HolySheepCallCommand()
    {
    }

    /// <summary>The limit of a whole call in seconds, including waits and fallbacks.</summary>
    [Parameter]
    [NumberRange(ShortestLimit, LongestLimit)]
    [PlainNumber(EmptyIsUnset = true)]
    public double? TimeoutSec { get; set; }

    /// <summary>The limit in seconds of one attempt while another target is untried.</summary>
    [Parameter]
    [NumberRange(ShortestLimit, LongestLimit)]
    [PlainNumber(EmptyIsUnset = true)]
    public double? AttemptTimeoutSec { get; set; }

    /// <summary>The limit in seconds until the first token of a stream while another target is untried.</summary>
    [Parameter]
    [NumberRange(ShortestLimit, LongestLimit)]
    [PlainNumber(EmptyIsUnset = true)]
    public double? FirstTokenSec { get; set; }

    /// <summary>The limit in seconds between two pieces of an answer.</summary>
    [Parameter]
    [NumberRange(ShortestLimit, LongestLimit)]
    [PlainNumber(EmptyIsUnset = true)]
    public double? StallTimeoutSec { get; set; }

    /// <summary>Seconds without a first text (or without an answer, if it is not streamed) after which a second target is asked too; 'auto' uses the target's own p95, 0 means never. The first answer wins, and the other attempt is stopped; both may be billed.</summary>
    /// <value>Default: hedgeSec of the configuration's defaults; never.</value>
    [Parameter]
    [Alias("Hedge")]
    [ArgumentCompleter(typeof(HedgeCompleter))]
    public string? HedgeAfterSec { get; set; }

    /// <summary>The retries at one target after a transient fault; 0 means none.</summary>
    [Parameter]
    [Alias("MaxRetries", "Retries")]
    [NumberRange(0, int.MaxValue)]
    [PlainNumber(EmptyIsUnset = true)]
    public int? MaximumRetryCount { get; set; }

    /// <summary>The maximum number of attempts of one call, including retries and fallbacks.</summary>
    /// <value>Default: maxAttempts of the configuration's defaults; 8.</value>
    [Parameter]
    [Alias("MaxAttempts")]
    [NumberRange(1, 1000)]
    [PlainNumber(EmptyIsUnset = true)]
    public int? MaximumAttempts { get; set; }

    /// <summary>The longest wait in seconds that a provider may ask for while another model could answer.</summary>
    /// <value>Default: patienceSec of the configuration's defaults; 5.</value>
    [Parameter]
    [NumberRange(0d, LongestLimit)]
    [PlainNumber(EmptyIsUnset = true)]
    public double? PatienceSec { get; set; }

    /// <summary>The limits of a call.</summary>
    private protected virtual ChatLimits MakeLimits() => new()
    {
        Timeout = Seconds(TimeoutSec),
        AttemptTimeout = Seconds(AttemptTimeoutSec),
        FirstToken = Seconds(FirstTokenSec),
        Stall = Seconds(StallTimeoutSec),
        MaxRetries = MaximumRetryCount,
        MaxAttempts = MaximumAttempts,
        Patience = Seconds(PatienceSec),
        Hedge = HedgeAfterSec is null ? null : HedgeArgument.Read(HedgeAfterSec),
    };
}
