using System.CommandLine;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.Splits;

/// <summary><c>holysheep splits</c>: the group of commands about splits.</summary>
internal sealed class SplitsCommand : Command
{
    public SplitsCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("splits", "Works with splits: a share of a model's calls that other models answer.")
    {
        Subcommands.Add(new SplitsListCommand(common, output, messages));
        Subcommands.Add(new SplitsSetCommand(common, output, messages));
        Subcommands.Add(new SplitsRemoveCommand(common, output, messages));
    }
}
