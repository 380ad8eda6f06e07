using System.CommandLine;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.Models;

/// <summary><c>holysheep models list</c>: lists the models that can be requested.</summary>
internal sealed class ModelsListCommand : Command, IHasExamples
{
    private readonly Argument<string?> _name = ValueArgument.Optional("NAME", "The model, with wildcards. Default: all.").NotEmpty();

    public ModelsListCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("list", ModelsCommand.Purpose)
    {
        var listing = new ModelListing(common, output, messages);
        Arguments.Add(_name);
        listing.AddTo(this);
        SetAction((parse, cancellationToken) => listing.RunAsync(parse, parse.GetValue(_name), cancellationToken));
    }

    public string Examples => """
        Examples:
          holysheep models list --offline
          holysheep models list 'claude-*' --provider holysheep --json

        """;
}
