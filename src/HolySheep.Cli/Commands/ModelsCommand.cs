using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep models</c>: lists the models that can be requested.</summary>
internal sealed class ModelsCommand : Command, IHasExamples
{
    private readonly Option<string?> _provider = ValueOption.Text("--provider", "NAME", "Lists only the models of this provider.");
    private readonly Option<bool> _offline = ValueOption.Flag("--offline", "Lists only the catalogue and the configuration, without calling a provider.");

    public ModelsCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("models", "Lists the models that can be requested, with context windows, prices per million tokens and chains.")
    {
        Options.Add(_provider);
        Options.Add(_offline);
        Subcommands.Add(new ModelsImportCommand(common, output));
        SetAction((parse, cancellationToken) => RunAsync(parse, common, output, messages, cancellationToken));
    }

    public string Examples => """
        Examples:
          holysheep models --offline
          holysheep models --provider holysheep --json | jq -r '.[].id'
          holysheep models import model_prices_and_context_window.json

        """;

    private async Task<int> RunAsync(ParseResult parse, ConfigurationOptions common, StandardOutput output, Messages messages, CancellationToken cancellationToken)
    {
        using var client = common.OpenClient(parse, messages);
        var list = await client.ListModelsAsync(parse.GetValue(_provider), parse.GetValue(_offline), cancellationToken);
        foreach (var warning in list.Warnings)
        {
            messages.Warning(warning);
        }

        if (common.Json(parse))
        {
            output.WriteLine(ModelsJson.Of(list.Models));
        }
        else
        {
            ModelsTable.Write(output, list.Models);
        }

        return ExitCode.Answered;
    }
}
