using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Providers;

/// <summary><c>holysheep providers remove</c>: removes a provider from the configuration.</summary>
internal sealed class ProvidersRemoveCommand : ChangeCommand
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The provider.").NotEmpty();
    private readonly Option<bool> _force = ValueOption.Flag("--force", "Also removes the targets, chain members and defaults that name the provider; without it a provider in use is an error.");

    public ProvidersRemoveCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("remove", "Removes a provider from the configuration.", common, output, messages) => Take([_name, _force]);

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        var force = parse.GetValue(_force);
        file.RemoveProvider(name, force);
        return EditSummary.RemoveProvider(name, force);
    }
}
