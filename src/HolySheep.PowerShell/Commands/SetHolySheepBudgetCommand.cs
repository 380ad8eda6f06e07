using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Choices;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Completers.Values;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Limits what calls may cost in a period; members that are not given stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "HolySheepBudget", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepBudget))]
public sealed class SetHolySheepBudgetCommand : HolySheepSetCommand
{
    /// <summary>The budget's name.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BudgetCompleter))]
    public string? Name { get; set; }

    /// <summary>The maximum that may be spent in a period, in USD.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [PlainNumber]
    public decimal? Limit { get; set; }

    /// <summary>The period: day, week, month, or rolling hours such as 24h. A new budget without a period has a day.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PeriodCompleter))]
    public string? Period { get; set; }

    /// <summary>The time zone whose midnight counts: local, utc or a name such as Asia/Ho_Chi_Minh.</summary>
    /// <value>Default: local, for a new budget.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>The calls that count: all, provider=NAME, model=ID, tag=NAME=VALUE, tag=WORD or job=NAME.</summary>
    /// <value>Default: all, for a new budget.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string? Scope { get; set; }

    /// <summary>What happens to a call that the budget cannot pay for: Stop refuses it, Warn only warns, Downgrade lets the chain answer.</summary>
    /// <value>Default: Stop, for a new budget.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public HolySheepBudgetAction? Action { get; set; }

    /// <summary>The models that answer once the limit is reached, with -Action Downgrade.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ListArgument]
    public string[]? Chain { get; set; }

    /// <summary>Shares of the limit at which an alert is given, once per period each.</summary>
    /// <value>Default: 0.8, for a new budget.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PlainNumber(EmptyIsUnset = true)]
    public decimal[]? AlertAt { get; set; }

    /// <summary>The address that alerts are posted to, as JSON in Slack's format: an address, or env:NAME; an empty text removes it. The *** that Get-HolySheepBudget shows leaves it unchanged.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Webhook { get; set; }

    /// <summary>Allows calls of unknown price, which a budget that stops would otherwise refuse.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchArgument]
    public SwitchParameter AllowUnknownPrices { get; set; }

    /// <summary>Allows calls while the ledger cannot be written, which a budget that stops would otherwise refuse.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchArgument]
    public SwitchParameter AllowUnrecorded { get; set; }

    /// <summary>Writes the changed budget.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void SetOne()
    {
        if (!IsGiven(Name, "There is no budget to set.", "Write, for example: Set-HolySheepBudget daily 20 -Period day"))
        {
            return;
        }

        var name = Name;
        Change(name, EditSummary.Budget(name, MakeEdit(Webhook)), file =>
        {
            var changed = file.SetBudget(name, MakeEdit(WebhookFor(file, name)));
            if (PassThru)
            {
                WithClient(shared => WriteObject(shared.Client.GetBudgets().Where(status => status.Budget.Name == changed).Select(status => new HolySheepBudget(status)), enumerateCollection: true));
            }
        });
    }

    // An empty text from the pipeline means that there is no webhook.
    private string? WebhookFor(ConfigurationFile file, string name)
    {
        if (Webhook != BudgetOptions.HiddenWebhook)
        {
            return Webhook is "" && !IsOnCommandLine(nameof(Webhook)) ? null : Webhook;
        }

        return file.Read().FindBudget(name) is { HasWebhook: true } ? null : throw new HolySheepException(
            ErrorCode.ArgumentInvalid, $"The address of the budget's webhook was hidden as {BudgetOptions.HiddenWebhook}, and the budget '{name}' has none here.",
            "Give the address: -Webhook env:NAME with a variable that holds it, or -Webhook '' for none.");
    }

    private BudgetEdit MakeEdit(string? webhook) => new()
    {
        Limit = Limit,
        Period = Period,
        TimeZone = TimeZone,
        Scope = Scope,
        Action = Action?.ToString(),
        Chain = Chain,
        AlertAt = AlertAt,
        Webhook = webhook,
        AllowUnknownPrices = Given(nameof(AllowUnknownPrices), AllowUnknownPrices),
        AllowUnrecorded = Given(nameof(AllowUnrecorded), AllowUnrecorded),
    };
}
