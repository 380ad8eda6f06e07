using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Models;

/// <summary>Lists the models that can be requested: what <c>models</c> and <c>models list</c> do.</summary>
internal sealed class ModelListing(ConfigurationOptions common, StandardOutput output, Messages messages)
{
    private readonly Option<string?> _provider = ValueOption.Text("--provider", "NAME", "Lists only the models of this provider.").NotEmpty();
    private readonly Option<bool> _offline = ValueOption.Flag("--offline", "Lists only the catalogue and the configuration, without calling a provider.");

    public void AddTo(Command command)
    {
        command.Options.Add(_provider);
        command.Options.Add(_offline);
        common.AddNetworkTo(command);
    }

    public async Task<int> RunAsync(ParseResult parse, string? pattern, CancellationToken cancellationToken)
    {
        using var client = common.OpenClient(parse, messages);
        var list = await client.ListModelsAsync(parse.GetValue(_provider), parse.GetValue(_offline), cancellationToken);
        messages.Warnings(list.Warnings);

        List<ModelInfo> models = [.. list.Models.Where(model => model.Aliases.Prepend(model.Id).Any(name => NamePattern.Matches(pattern, name)))];
        if (models.Count == 0 && pattern is not null && !NamePattern.HasWildcards(pattern))
        {
            throw UnknownModel.Fault(pattern);
        }

        output.Show(common.Json(parse), () => ModelsJson.Of(models), () => ModelsTable.Write(output, models));
        return ExitCode.Answered;
    }
}
