using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Chains;

/// <summary><c>holysheep chains set</c>: sets the fallback models of a model.</summary>
internal sealed class ChainsSetCommand : ChangeCommand, IHasExamples
{
    private readonly Argument<string> _model = ValueArgument.Text("MODEL", "The requested model.");
    private readonly Argument<IReadOnlyList<string>?> _fallback = ValueArgument.List("A,B", "The fallback models, in order; an empty text turns the chain off.", required: true);

    public ChainsSetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("set", "Sets the fallback models of a model.", common, output, messages) => Take([_model, _fallback]);

    public string Examples => """
        Examples:
          holysheep chains set gpt-4.1 claude-sonnet-4.5,deepseek-v3.2
          holysheep chains set gpt-4.1 ''

        """;

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var model = parse.GetRequiredValue(_model);
        var fallback = parse.GetValue(_fallback) ?? [];
        file.SetChain(model, fallback);
        return EditSummary.Chain(model, fallback);
    }
}
