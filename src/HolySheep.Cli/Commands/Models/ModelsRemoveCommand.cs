using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Models;

/// <summary><c>holysheep models remove</c>: removes the configuration of a model.</summary>
internal sealed class ModelsRemoveCommand : ChangeCommand
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The model to remove from the configuration.");

    public ModelsRemoveCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("remove", "Removes the configuration of a model: its targets, strategy and price.", common, output, messages) => Take([_name]);

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        file.RemoveModel(name);
        return EditSummary.RemoveModel(name);
    }
}
