using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep budget set</c>: limits what calls may cost.</summary>
internal sealed class BudgetSetCommand : Command, IHasExamples
{
    private readonly Argument<string> _name = new("NAME") { Description = "The budget's name." };
    private readonly Option<decimal?> _limit = ValueOption.Number<decimal>("--limit", "The maximum that may be spent in a period, in USD.");
    private readonly Option<string?> _period = ValueOption.Text("--period", "day|week|month|24h", "The period. Default for a new budget: day.");
    private readonly Option<string?> _zone = ValueOption.Text("--time-zone", "ZONE", "The time zone whose midnight counts: local, utc or a name. Default: local.");
    private readonly Option<string?> _action = ValueOption.Text("--action", "stop|warn|downgrade", "What happens to a call that the budget cannot pay for. Default: stop.");
    private readonly Option<string?> _scope = ValueOption.Text("--scope", "SCOPE", "The calls that count: all, provider=NAME, model=ID, tag=NAME=VALUE, tag=WORD or job=NAME. Default: all.");
    private readonly Option<IReadOnlyList<string>?> _chain = ValueOption.List("--chain", "A,B", "The models that answer once the limit is reached, with --action downgrade.");
    private readonly Option<IReadOnlyList<string>?> _alertAt = ValueOption.List("--alert-at", "0.5,0.8", "Shares of the limit at which an alert is given. Default: 0.8.");
    private readonly Option<string?> _webhook = ValueOption.Text("--webhook", "URL", "The address that alerts are posted to, as JSON in Slack's format; env:NAME reads it from a variable.");
    private readonly Option<bool> _unknown = ValueOption.Flag("--allow-unknown-prices", "Allows calls of unknown price.");
    private readonly Option<bool> _unrecorded = ValueOption.Flag("--allow-unrecorded", "Allows calls while the ledger cannot be written.");

    public BudgetSetCommand(ConfigurationOptions common, Messages messages)
        : base("set", "Adds or changes a budget; options that are not given stay unchanged.")
    {
        Arguments.Add(_name);
        foreach (var option in new Option[] { _limit, _period, _zone, _action, _scope, _chain, _alertAt, _webhook, _unknown, _unrecorded })
        {
            Options.Add(option);
        }

        SetAction(parse =>
        {
            common.Change(parse, messages, file => file.SetBudget(parse.GetRequiredValue(_name), Edit(parse)));
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep budget set daily --limit 20 --period day
          holysheep budget set ops --limit 100 --period month --scope tag=team=ops --action warn --webhook env:SLACK_WEBHOOK

        """;

    private BudgetEdit Edit(ParseResult parse) => new()
    {
        Limit = parse.GetValue(_limit),
        Period = parse.GetValue(_period),
        TimeZone = parse.GetValue(_zone),
        Action = parse.GetValue(_action),
        Scope = parse.GetValue(_scope),
        Chain = parse.GetValue(_chain),
        AlertAt = parse.GetValue(_alertAt)?.Select(text => ValueOption.DecimalOf("--alert-at", text)).ToList(),
        Webhook = parse.GetValue(_webhook),
        AllowUnknownPrices = parse.GetValue(_unknown) ? true : null,
        AllowUnrecorded = parse.GetValue(_unrecorded) ? true : null,
    };
}
