using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Lists the rules that choose a model, in the order in which they are tried.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepRule")]
[OutputType(typeof(HolySheepRule))]
public sealed class GetHolySheepRuleCommand : HolySheepConfigurationCommand
{
    /// <summary>Names of rules, with wildcards.</summary>
    /// <value>Default: *.</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RuleCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            Use(name, file => Write(file.Read(), name));
        }
    }

    private void Write(HolySheepConfiguration configuration, string name)
    {
        var pattern = new NamePattern(name);
        var found = configuration.Rules.Where(rule => pattern.Fits(rule.Name)).ToList();
        if (found.Count == 0 && pattern.IsName)
        {
            found.Add(configuration.GetRule(name));
        }

        found.ForEach(rule => WriteObject(new HolySheepRule(rule, configuration.Rules.ToList().IndexOf(rule) + 1)));
    }
}
