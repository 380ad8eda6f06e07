using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Models;

/// <summary><c>holysheep models</c>: lists the models that can be requested, and groups the commands about models.</summary>
internal sealed class ModelsCommand : Command, IHasExamples
{
    public const string Purpose = "Lists the models that can be requested, with context windows, prices per million tokens and chains.";

    public ModelsCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("models", Purpose)
    {
        var listing = new ModelListing(common, output, messages);
        listing.AddTo(this);
        Subcommands.Add(new ModelsListCommand(common, output, messages));
        Subcommands.Add(new ModelsSetCommand(common, output, messages));
        Subcommands.Add(new RemoveCommand(
            "Removes the configuration of a model: its targets, strategy and price.",
            ValueArgument.Text("NAME", "The model to remove from the configuration."), static (file, name) => file.RemoveModel(name), EditSummary.RemoveModel, common, output, messages));
        Subcommands.Add(new ModelsImportCommand(common, output));
        SetAction((parse, cancellationToken) => listing.RunAsync(parse, pattern: null, cancellationToken));
    }

    public string Examples => """
        Examples:
          holysheep models --offline
          holysheep models --provider holysheep --json | jq -r '.[].id'
          holysheep models set gpt-4.1 holysheep/gpt-4.1,backup/gpt-4.1
          holysheep models import model_prices_and_context_window.json

        """;
}
