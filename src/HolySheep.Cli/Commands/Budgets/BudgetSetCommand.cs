using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Budgets;

/// <summary><c>holysheep budget set</c>: limits what calls may cost.</summary>
internal sealed class BudgetSetCommand : ChangeCommand, IHasExamples
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The budget's name.");
    private readonly Argument<string?> _amount = ValueArgument.Optional("LIMIT", "The maximum that may be spent in a period, in USD.");
    private readonly Option<decimal?> _limit = ValueOption.Number<decimal>("--limit", "The same, as an option.");
    private readonly Option<string?> _period = ValueOption.Text("--period", "day|week|month|24h", "The period. Default for a new budget: day.");
    private readonly Option<string?> _zone = ValueOption.Text("--time-zone", "ZONE", "The time zone whose midnight counts: local, utc or a name. Default: local.");
    private readonly Option<string?> _action = ValueOption.Text("--action", "stop|warn|downgrade", "What happens to a call that the budget cannot pay for. Default: stop.");
    private readonly Option<string?> _scope = ValueOption.Text("--scope", "SCOPE", "The calls that count: all, provider=NAME, model=ID, tag=NAME=VALUE, tag=WORD or job=NAME. Default: all.");
    private readonly Option<IReadOnlyList<string>?> _chain = ValueOption.List("--chain", "A,B", "The models that answer once the limit is reached, with --action downgrade.");
    private readonly Option<IReadOnlyList<string>?> _alertAt = ValueOption.List("--alert-at", "0.5,0.8", "Shares of the limit at which an alert is given. Default: 0.8.");
    private readonly Option<string?> _webhook = ValueOption.Text("--webhook", "URL", "The address that alerts are posted to, as JSON in Slack's format; env:NAME reads it from a variable.");
    private readonly SwitchOption _unknown = new("allow-unknown-prices", "Allows calls of unknown price, which a budget that stops would otherwise refuse.");
    private readonly SwitchOption _unrecorded = new("allow-unrecorded", "Allows calls while the ledger cannot be written, which a budget that stops would otherwise refuse.");

    public BudgetSetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("set", "Adds or changes a budget; options that are not given stay unchanged.", common, output, messages) =>
        Take([_name, _amount, _limit, _period, _zone, _action, _scope, _chain, _alertAt, _webhook, .. _unknown.Options, .. _unrecorded.Options]);

    public string Examples => """
        Examples:
          holysheep budget set daily 20 --period day
          holysheep budget set ops 100 --period month --scope tag=team=ops --action warn --webhook env:SLACK_WEBHOOK

        """;

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        var edit = Edit(parse);
        file.SetBudget(name, edit);
        return EditSummary.Budget(name, edit);
    }

    private decimal? Limit(ParseResult parse) => (parse.GetValue(_amount), parse.GetValue(_limit)) switch
    {
        (null, var limit) => limit,
        (var amount, null) => ValueOption.DecimalOf("LIMIT", amount),
        _ => throw new HolySheepException(ErrorCode.ArgumentInvalid, "The limit was given twice: after the name, and with --limit.", "Give it once."),
    };

    private BudgetEdit Edit(ParseResult parse) => new()
    {
        Limit = Limit(parse),
        Period = parse.GetValue(_period),
        TimeZone = parse.GetValue(_zone),
        Action = parse.GetValue(_action),
        Scope = parse.GetValue(_scope),
        Chain = parse.GetValue(_chain),
        AlertAt = parse.GetValue(_alertAt)?.Select(text => ValueOption.DecimalOf("--alert-at", text)).ToList(),
        Webhook = parse.GetValue(_webhook),
        AllowUnknownPrices = _unknown.Value(parse),
        AllowUnrecorded = _unrecorded.Value(parse),
    };
}
