using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Config;

/// <summary><c>holysheep config set</c>: sets a setting.</summary>
internal sealed class ConfigSetCommand : ChangeCommand, IHasExamples
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The setting, such as network.proxy; 'holysheep config get' lists them.");
    private readonly Argument<string> _value = ValueArgument.Text("VALUE", "The value; several are separated by commas. Secrets are references: env:NAME or file:PATH.");

    public ConfigSetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("set", "Sets a setting of the network, the defaults, health, state, the ledger, the cache or the gateway. Providers, models, chains, rules, splits, budgets and templates have commands of their own.", common, output, messages) =>
        Take([_name, _value]);

    public string Examples => """
        Examples:
          holysheep config set network.proxy http://proxy:3128
          holysheep config set defaults.timeoutSec 120
          holysheep config set state.kind postgres
          holysheep config set gateway.clients.ci.token env:CI_TOKEN

        """;

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        file.SetSetting(name, parse.GetRequiredValue(_value));
        return EditSummary.Setting(name);
    }
}
