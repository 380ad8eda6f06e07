using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Providers;

/// <summary><c>holysheep providers list</c>: lists the configured providers and the places of their keys.</summary>
internal sealed class ProvidersListCommand : Command, IHasExamples
{
    private readonly Argument<string?> _name = ValueArgument.Optional("NAME", "The provider, with wildcards. Default: all.").NotEmpty();

    public ProvidersListCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("list", "Lists the configured providers: their addresses and the places of their keys, never the keys. No provider is called.")
    {
        Arguments.Add(_name);
        SetAction(parse =>
        {
            using var client = common.OpenClient(parse, messages);
            var all = client.ListProviders();
            var providers = NamePattern.Select(all, provider => provider.Options.Name, parse.GetValue(_name), name =>
            {
                var options = common.File(parse).Read().GetProvider(name);
                return all.First(provider => provider.Options.Name == options.Name);
            });
            output.Show(common.Json(parse), () => ProvidersJson.Of(providers), () => ProvidersTable.Write(output, providers));
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep providers list
          holysheep providers list backup --json | jq '.[0].key_problem'

        """;
}
