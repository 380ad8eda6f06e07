using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration.Presets;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;
using HolySheep.Providers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Lists the configured providers: their addresses and the places of their keys, never the keys. No provider is called.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepProvider")]
[OutputType(typeof(HolySheepProvider), typeof(HolySheepProviderPreset))]
public sealed class GetHolySheepProviderCommand : HolySheepConfigurationCommand
{
    /// <summary>Names of providers, with wildcards.</summary>
    /// <value>Default: *.</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderOrPresetCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Lists the presets, which a provider can take by its name or by Set-HolySheepProvider -Preset, instead of the configured providers.</summary>
    [Parameter]
    public SwitchParameter Preset { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Preset)
        {
            ListPresets();
            return;
        }

        IReadOnlyList<ConfiguredProvider> providers = [];
        Use(ConfigPath, _ => providers = ListProviders());
        foreach (var name in Name)
        {
            var pattern = new NamePattern(name);
            var found = providers.Where(provider => pattern.Fits(provider.Options.Name)).ToList();
            found.ForEach(provider => WriteObject(new HolySheepProvider(provider)));
            if (found.Count == 0 && pattern.IsName)
            {
                Use(name, file => file.Read().GetProvider(name));
            }
        }
    }

    private void ListPresets()
    {
        foreach (var name in Name)
        {
            var pattern = new NamePattern(name);
            var found = KnownPresets.All.Where(preset => pattern.Fits(preset.Name)).ToList();
            found.ForEach(preset => WriteObject(new HolySheepProviderPreset(preset)));
            if (found.Count == 0 && pattern.IsName)
            {
                Use(name, _ => KnownPresets.Get(name));
            }
        }
    }
}
