using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Prices;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Models;

/// <summary><c>holysheep models set</c>: sets which targets answer for a model, in which order, and what it costs.</summary>
internal sealed class ModelsSetCommand : ChangeCommand, IHasExamples
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The model, as calls name it.");
    private readonly Argument<IReadOnlyList<string>?> _targets = ValueArgument.List("TARGET,TARGET",
        "The targets in order, which replace the existing ones: provider/model, or provider/model=WEIGHT; an empty text lets the default provider answer.");
    private readonly Option<string?> _strategy = ValueOption.Text("--strategy", string.Join('|', TargetStrategyName.All.Select(known => known.Name)),
        "The order of the targets. Default: priority, as listed; an empty text removes it.");
    private readonly Option<string?> _price = ValueOption.Text("--price", "JSON",
        "The price in USD per million tokens, for example '{ \"input\": 2.00, \"output\": 8.00 }'; an empty text removes it, so that the catalogue's applies.");
    private readonly Option<string?> _cache = ValueOption.Text("--cache", "AGE",
        "How old an earlier answer to the very same request may be that is given again without asking: 1d, 12h, 30m, 90s or off; an empty text removes it.");
    private readonly Option<bool> _default = ValueOption.Flag("--default", "Makes it the default model.");

    public ModelsSetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("set", "Sets which targets answer for a model, in which order, and what it costs; what is not given stays unchanged.", common, output, messages) =>
        Take([_name, _targets, _strategy, _price, _cache, _default]);

    public string Examples => """
        Examples:
          holysheep models set gpt-4.1 holysheep/gpt-4.1,backup/gpt-4.1=2 --strategy weighted
          holysheep models set local-model --price '{ "input": 0.10, "output": 0.40 }'
          holysheep models set gpt-4.1-mini --cache 1d
          holysheep models set gpt-4.1 --default

        """;

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        var price = parse.GetValue(_price);
        var edit = new ModelEdit
        {
            Targets = parse.GetValue(_targets)?.Select(Target).ToList(),
            Strategy = parse.GetValue(_strategy),
            Price = price is { Length: > 0 } ? PriceText.Read(price) : null,
            RemovePrice = price is "",
            Cache = parse.GetValue(_cache),
            MakeDefault = parse.GetValue(_default),
        };
        file.SetModel(name, edit);
        return EditSummary.Model(name, edit);
    }

    private static TargetEdit Target(string text)
    {
        const string Expected = "a target such as backup/gpt-4.1, or backup/gpt-4.1=2 with a whole number as its weight";
        var target = WeightedName.Parse(text, Expected);
        return target.Number is not { } weight ? new TargetEdit(target.Name)
            : weight == decimal.Truncate(weight) && weight is >= int.MinValue and <= int.MaxValue ? new TargetEdit(target.Name, (int)weight)
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"Expected {Expected}, got '{text}'.");
    }
}
