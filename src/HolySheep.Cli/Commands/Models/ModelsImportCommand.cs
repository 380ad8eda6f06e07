using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Prices;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Models;

/// <summary><c>holysheep models import</c>: imports the prices of a public price map.</summary>
internal sealed class ModelsImportCommand : Command, IHasExamples
{
    private readonly Argument<string> _file = ValueArgument.Text("FILE", "The map, in the format of LiteLLM's model_prices_and_context_window.json.").NotEmpty();
    private readonly Option<bool> _whatIf = ValueOption.Flag("--what-if", "Checks the map and says what would change; writes nothing.");
    private readonly Option<bool> _force = ValueOption.Flag("--force", "Also imports a map with less than half as many models as the last import.");

    public ModelsImportCommand(ConfigurationOptions common, StandardOutput output)
        : base("import", "Imports the prices of a public price map into catalog.json, next to the configuration file. Nothing is downloaded.")
    {
        Arguments.Add(_file);
        Options.Add(_force);
        Options.Add(_whatIf);
        SetAction(parse => Run(parse, common, output));
    }

    public string Examples => """
        Examples:
          curl -LO https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json
          holysheep models import model_prices_and_context_window.json

        """;

    private int Run(ParseResult parse, ConfigurationOptions common, StandardOutput output)
    {
        var whatIf = parse.GetValue(_whatIf);
        var file = common.File(parse, preview: whatIf);
        var import = file.ImportPriceMap(parse.GetRequiredValue(_file), parse.GetValue(_force));
        if (whatIf)
        {
            ChangeText.Write(output, common.Json(parse), whatIf, EditSummary.Import(import), file.CatalogPath, []);
            return ExitCode.Answered;
        }

        output.WriteLine(common.Json(parse)
            ? Json(import)
            : $"{import.Models} models in {import.Path}: {import.Added} new, {import.Changed} changed, {import.Removed} removed; {import.Skipped} entries of the map were skipped.");
        return ExitCode.Answered;
    }

    private static string Json(PriceMapImport import) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("path", import.Path);
        json.WriteNumber("models", import.Models);
        json.WriteNumber("added", import.Added);
        json.WriteNumber("changed", import.Changed);
        json.WriteNumber("removed", import.Removed);
        json.WriteNumber("skipped", import.Skipped);
        json.WriteEndObject();
    });
}
