using System;
using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Errors;
using HolySheep.Health;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep health</c>: shows the health of the targets.</summary>
internal sealed class HealthCommand : Command, IHasExamples
{
    private readonly Argument<string?> _target = TargetArgument("The target. Default: all.");

    public HealthCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("health", "Shows the health of the targets: which may be called, which may not, until when and why.")
    {
        Arguments.Add(_target);
        Subcommands.Add(new HealthResetCommand(common, output, messages));
        SetAction(parse => Run(parse, common, output, messages, client => client.GetHealth(parse.GetValue(_target))));
    }

    public string Examples => """
        Examples:
          holysheep health
          holysheep health backup/gpt-4.1 --json | jq -r '.[0].until'
          holysheep health reset backup/gpt-4.1

        """;

    public static Argument<string?> TargetArgument(string description) =>
        ValueArgument.Optional("TARGET", description + " A target is PROVIDER/MODEL, 'group NAME' or a key as listed.").NotEmpty();

    public static int Run(ParseResult parse, ConfigurationOptions common, StandardOutput output, Messages messages, Func<HolySheepClient, HealthReport> ask)
    {
        using var client = common.OpenClient(parse, messages);
        var report = ask(client);
        messages.Warnings(report.Warnings);
        output.Show(common.Json(parse), () => HealthJson.Of(report.Targets), () => HealthTable.Write(output, report.Targets));
        return ExitCode.Answered;
    }
}
