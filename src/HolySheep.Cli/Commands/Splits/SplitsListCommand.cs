using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Splits;

/// <summary><c>holysheep splits list</c>: lists the splits with statistics of their sides.</summary>
internal sealed class SplitsListCommand : Command
{
    private readonly Argument<string?> _model = ValueArgument.Optional("MODEL", "The model, with wildcards. Default: all.").NotEmpty();

    public SplitsListCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("list", "Lists how calls are split between models, with statistics of the sides. No provider is called.")
    {
        Arguments.Add(_model);
        SetAction(parse =>
        {
            using var client = common.OpenClient(parse, messages);
            var all = client.ListSplits();
            var splits = NamePattern.Select(all, split => split.Options.Model, parse.GetValue(_model), model =>
            {
                var options = common.File(parse).Read().GetSplit(model);
                return all.First(split => split.Options.Model == options.Model);
            });
            output.Show(common.Json(parse), () => SplitsJson.Of(splits), () => SplitsTable.Write(output, splits));
            return ExitCode.Answered;
        });
    }
}
