using System.CommandLine;
using HolySheep.Csv;
using HolySheep.Csv.Agreement;

namespace HolySheep.Cli.Commands;

/// <summary>What a CSV job promises about its answers.</summary>
internal sealed class CsvAgreeOptions
{
    private readonly Option<double?> _agree = ValueOption.Number<double>("--agree", "The share of the rows, for example 0.95, whose answers agree with those of the model of --with: a random sample decides which answers of --model may stand, and --with answers the other rows. Needs a schema of enums and booleans.");
    private readonly Option<string?> _with = ValueOption.Text("--with", "MODEL", "The model whose answers are wanted, for --agree.").NotEmpty();
    private readonly Option<double?> _confidence = ValueOption.Number<double>("--confidence", "The probability with which the promise of --agree holds. Default: 0.95.");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _agree, _with, _confidence })
        {
            command.Options.Add(option);
        }
    }

    public CsvJobOptions Apply(ParseResult parse, CsvJobOptions options) =>
        options with { Agreement = CsvAgreement.Of(parse.GetValue(_agree), parse.GetValue(_with), parse.GetValue(_confidence)) };
}
