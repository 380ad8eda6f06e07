using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Templates;

/// <summary><c>holysheep templates remove</c>: removes a template from the configuration.</summary>
internal sealed class TemplatesRemoveCommand : ChangeCommand
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The template.");

    public TemplatesRemoveCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("remove", "Removes a template.", common, output, messages) => Take([_name]);

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        file.RemoveTemplate(name);
        return EditSummary.RemoveTemplate(name);
    }
}
