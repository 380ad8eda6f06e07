using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Splits;

/// <summary><c>holysheep splits</c>: the group of commands about splits.</summary>
internal sealed class SplitsCommand : Command
{
    public SplitsCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("splits", "Works with splits: a share of a model's calls that other models answer.")
    {
        Subcommands.Add(new SplitsListCommand(common, output, messages));
        Subcommands.Add(new SplitsSetCommand(common, output, messages));
        Subcommands.Add(new RemoveCommand(
            "Removes a split; the model answers all its calls itself again.",
            ValueArgument.Text("MODEL", "The model whose split is removed."), static (file, name) => file.RemoveSplit(name), EditSummary.RemoveSplit, common, output, messages));
    }
}
