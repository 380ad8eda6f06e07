using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Presets;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Providers;

/// <summary><c>holysheep providers presets</c>: lists the providers that need nothing but their name and a key.</summary>
internal sealed class ProvidersPresetsCommand : Command, IHasExamples
{
    private readonly Argument<string?> _name = ValueArgument.Optional("NAME", "The preset. Default: all.").NotEmpty();

    public ProvidersPresetsCommand(ConfigurationOptions common, StandardOutput output)
        : base("presets", "Lists the presets: a provider that carries a preset's name, or names it under 'preset', takes kind, address and key variable from it.")
    {
        Arguments.Add(_name);
        SetAction(parse =>
        {
            var presets = parse.GetValue(_name) is { } name ? [KnownPresets.Get(name)] : KnownPresets.All;
            output.Show(common.Json(parse), () => PresetsJson.Of(presets), () => PresetsTable.Write(output, presets));
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep providers presets
          holysheep providers presets azure --json

        """;
}
