using System.CommandLine;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.State;

/// <summary><c>holysheep state release</c>: releases what a machine that will not come back holds.</summary>
internal sealed class StateReleaseCommand : Command, IHasExamples
{
    private readonly Argument<string> _machine = ValueArgument.Text("MACHINE", "The machine, as 'holysheep state show' names it.").NotEmpty();
    private readonly Option<bool> _yes = ValueOption.Flag("--yes", 'y', "Releases without a question; needed if standard input is not a terminal.");
    private readonly Option<bool> _whatIf = ValueOption.WhatIf();

    public StateReleaseCommand(ConfigurationOptions common, StandardOutput output, Messages messages, StandardInput input)
        : base("release", "Releases what a machine that will not come back holds: the money that is reserved for its calls is booked as spent, and its places and rows are free. Shows what was released.")
    {
        Arguments.Add(_machine);
        Options.Add(_yes);
        Options.Add(_whatIf);
        SetAction(async (parse, cancellationToken) =>
        {
            var machine = parse.GetRequiredValue(_machine);
            using var client = common.OpenClient(parse, messages);
            if (parse.GetValue(_whatIf))
            {
                await client.Maintenance.ReleaseAsync(machine, preview: true, cancellationToken);
                ChangeText.Write(output, common.Json(parse), whatIf: true, "Release what it holds", machine, []);
                return ExitCode.Answered;
            }

            if (!parse.GetValue(_yes) && await client.Maintenance.ReleaseAsync(machine, preview: true, cancellationToken) is { Count: > 0 } held)
            {
                StateText.Write(messages, held);
                await new Confirmation(input, messages).AskAsync($"Release what {machine} holds?", "--yes", cancellationToken);
            }

            var released = await client.Maintenance.ReleaseAsync(machine, preview: false, cancellationToken);
            output.Show(common.Json(parse), () => StateJson.Of(released), () => StateText.Write(output, released));
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep state release web-07 --what-if
          holysheep state release web-07 --yes

        """;
}
