using System;
using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Lists the templates: stored prompts with what belongs to them.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepTemplate")]
[OutputType(typeof(HolySheepTemplate))]
public sealed class GetHolySheepTemplateCommand : HolySheepConfigurationCommand
{
    /// <summary>Names of templates, with wildcards.</summary>
    /// <value>Default: *.</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TemplateCompleter))]
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
        var found = configuration.Templates.Values.Where(template => pattern.Fits(template.Name)).OrderBy(template => template.Name, StringComparer.Ordinal).ToList();
        if (found.Count == 0 && pattern.IsName)
        {
            found.Add(configuration.GetTemplate(name));
        }

        found.ForEach(template => WriteObject(new HolySheepTemplate(template)));
    }
}
