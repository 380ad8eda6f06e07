using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.Providers;

/// <summary><c>holysheep providers test</c>: checks whether providers can be reached, accept the key and know a model.</summary>
internal sealed class ProvidersTestCommand : Command, IHasExamples
{
    private readonly Argument<string?> _name = ValueArgument.Optional("NAME", "The provider. Default: all.").NotEmpty();
    private readonly Option<string?> _model = ValueOption.Text("--model", "MODEL", "A model that the provider should list.").NotEmpty();

    public ProvidersTestCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("test", "Tests providers: address, key and, if given, a model. No answer is requested.")
    {
        Arguments.Add(_name);
        Options.Add(_model);
        common.AddNetworkTo(this);
        SetAction((parse, cancellationToken) => RunAsync(parse, common, output, messages, cancellationToken));
    }

    public string Examples => """
        Examples:
          holysheep providers test
          holysheep providers test holysheep --model gpt-4.1 --json

        """;

    private async Task<int> RunAsync(ParseResult parse, ConfigurationOptions common, StandardOutput output, Messages messages, CancellationToken cancellationToken)
    {
        using var client = common.OpenClient(parse, messages);
        var names = parse.GetValue(_name) is { } name ? [name] : client.ProviderNames;
        var results = await Task.WhenAll(names.Select(provider => client.TestProviderAsync(provider, parse.GetValue(_model), cancellationToken)));

        if (common.Json(parse))
        {
            output.WriteLine(ProviderTestsJson.Of(results));
        }
        else
        {
            ProviderTestsTable.Write(output, results);
            foreach (var result in results.Where(result => result.Hint is not null))
            {
                messages.Hint($"{result.Provider}: {result.Hint}");
            }
        }

        return ProviderTestExitCode.Of(results);
    }
}
