using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep health reset</c>: forgets the health of targets.</summary>
internal sealed class HealthResetCommand : Command, IHasExamples
{
    private readonly Argument<string?> _target = HealthCommand.TargetArgument("A target, a model or a quota group. Default: all.");
    private readonly Option<bool> _whatIf = ValueOption.WhatIf();

    public HealthResetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("reset", "Forgets the health of targets, for all processes of the machine: the next call may ask them. A target is reset together with its quota group, its keys and the limits that servers announced. Shows what was reset.")
    {
        Arguments.Add(_target);
        Options.Add(_whatIf);
        SetAction(parse =>
        {
            if (!parse.GetValue(_whatIf))
            {
                return HealthCommand.Run(parse, common, output, messages, client => client.ResetHealth(parse.GetValue(_target)));
            }

            ChangeText.Write(output, common.Json(parse), whatIf: true, "Forget its health", parse.GetValue(_target) ?? "all targets", []);
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep health reset
          holysheep health reset backup/gpt-4.1

        """;
}
