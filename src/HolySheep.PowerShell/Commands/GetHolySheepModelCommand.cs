using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Pumping;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Lists the models that can be requested: the catalogue and the configuration, merged with the providers' lists.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepModel")]
[OutputType(typeof(HolySheepModel))]
public sealed class GetHolySheepModelCommand : HolySheepClientCommand
{
    /// <summary>Names of models, with wildcards.</summary>
    /// <value>Default: *.</value>
    [Parameter(Position = 0)]
    [Alias("Model", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Lists only the models of this provider.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>Lists only local data, without calling a provider.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Start(Provider, ListAsync);

    private async Task ListAsync(PipelineWriter writer, CancellationToken stop)
    {
        var list = await Client.ListModelsAsync(Provider, Offline, stop).ConfigureAwait(false);
        foreach (var warning in list.Warnings)
        {
            await writer.WriteWarningAsync(warning).ConfigureAwait(false);
        }

        foreach (var name in Name)
        {
            await WriteAsync(writer, list, name).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(PipelineWriter writer, ModelList list, string name)
    {
        var pattern = new NamePattern(name);
        var models = list.Models.Where(model => pattern.Fits(model.Id) || model.Aliases.Any(pattern.Fits)).ToList();
        foreach (var model in models)
        {
            await writer.WriteObjectAsync(new HolySheepModel(model)).ConfigureAwait(false);
        }

        if (models.Count == 0 && pattern.IsName)
        {
            await writer.WriteErrorAsync(ErrorRecords.From(UnknownModel.Fault(name), name)).ConfigureAwait(false);
        }
    }
}
