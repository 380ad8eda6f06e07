using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Chains;

/// <summary><c>holysheep chains remove</c>: removes the fallbacks of a model.</summary>
internal sealed class ChainsRemoveCommand : ChangeCommand
{
    private readonly Argument<string> _model = ValueArgument.Text("MODEL", "The model whose chain is removed.");

    public ChainsRemoveCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("remove", "Removes the fallbacks of a model, including a built-in chain.", common, output, messages) => Take([_model]);

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var model = parse.GetRequiredValue(_model);
        file.RemoveChain(model);
        return EditSummary.RemoveChain(model);
    }
}
