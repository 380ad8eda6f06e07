using System.CommandLine;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep health reset</c>: forgets how targets fared.</summary>
internal sealed class HealthResetCommand : Command, IHasExamples
{
    private readonly Argument<string?> _target = HealthCommand.TargetArgument("A target, a model or a quota group; without it all are reset.");

    public HealthResetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("reset", "Forgets how targets fared, for all processes of the machine: the next call may ask them. A target is reset together with its quota group, its keys and what servers said of their limits. Shows what was reset.")
    {
        Arguments.Add(_target);
        SetAction(parse => HealthCommand.Run(parse, common, output, messages, client => client.ResetHealth(parse.GetValue(_target))));
    }

    public string Examples => """
        Examples:
          holysheep health reset
          holysheep health reset backup/gpt-4.1

        """;
}
