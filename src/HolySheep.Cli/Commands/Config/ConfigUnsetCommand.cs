using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Config;

/// <summary><c>holysheep config unset</c>: removes a setting from the file.</summary>
internal sealed class ConfigUnsetCommand : ChangeCommand, IHasExamples
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The setting, such as network.proxy, or a whole section, such as network.").NotEmpty();

    public ConfigUnsetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("unset", "Removes a setting, or a whole section of settings, from the file, so that the default applies.", common, output, messages) =>
        Take([_name]);

    public string Examples => """
        Examples:
          holysheep config unset network.proxy
          holysheep config unset gateway.clients.ci

        """;

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        file.RemoveSetting(name);
        return EditSummary.RemoveSetting(name);
    }
}
