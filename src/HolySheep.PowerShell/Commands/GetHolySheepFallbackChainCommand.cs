using System;
using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Lists the chains in effect: the configured ones, and the built-in ones that apply.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepFallbackChain")]
[OutputType(typeof(HolySheepFallbackChain))]
public sealed class GetHolySheepFallbackChainCommand : HolySheepConfigurationCommand
{
    /// <summary>Names of models, with wildcards.</summary>
    /// <value>Default: *.</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChainCompleter))]
    public string[] Model { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Model)
        {
            Use(name, file => Write(file.Read(), name));
        }
    }

    private void Write(HolySheepConfiguration configuration, string name)
    {
        var pattern = new NamePattern(name);
        var models = configuration.Chains.Keys.Where(pattern.Fits).OrderBy(model => model, StringComparer.Ordinal).ToList();
        if (models.Count == 0 && pattern.IsName)
        {
            models.Add(name);
        }

        models.ForEach(model => WriteObject(new HolySheepFallbackChain(model, configuration.GetChain(model))));
    }
}
