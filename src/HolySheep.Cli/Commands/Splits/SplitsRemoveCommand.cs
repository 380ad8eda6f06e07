using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Splits;

/// <summary><c>holysheep splits remove</c>: removes a split from the configuration.</summary>
internal sealed class SplitsRemoveCommand : ChangeCommand
{
    private readonly Argument<string> _name = ValueArgument.Text("MODEL", "The model whose split is removed.");

    public SplitsRemoveCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("remove", "Removes a split; the model answers all its calls itself again.", common, output, messages) => Take([_name]);

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        file.RemoveSplit(name);
        return EditSummary.RemoveSplit(name);
    }
}
