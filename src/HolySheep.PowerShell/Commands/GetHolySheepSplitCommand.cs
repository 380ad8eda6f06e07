using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Calls.Splits;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Lists how calls are split between models, with statistics of the sides. No provider is called.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepSplit")]
[OutputType(typeof(HolySheepSplit))]
public sealed class GetHolySheepSplitCommand : HolySheepConfigurationCommand
{
    /// <summary>Names of models, with wildcards.</summary>
    /// <value>Default: *.</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SplitCompleter))]
    public string[] Model { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IReadOnlyList<SplitStatus> splits = [];
        Use(ConfigPath, _ => splits = WithClient(shared => shared.Client.ListSplits()));
        foreach (var name in Model)
        {
            var pattern = new NamePattern(name);
            var found = splits.Where(split => pattern.Fits(split.Options.Model)).ToList();
            found.ForEach(split => WriteObject(new HolySheepSplit(split)));
            if (found.Count == 0 && pattern.IsName)
            {
                Use(name, file => file.Read().GetSplit(name));
            }
        }
    }
}
