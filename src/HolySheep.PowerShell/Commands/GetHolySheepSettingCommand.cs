using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration;
using HolySheep.Configuration.Settings;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Lists the settings of the network, the defaults, health, state, the ledger, the cache and the gateway, with the values in effect.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepSetting")]
[OutputType(typeof(HolySheepSetting))]
public sealed class GetHolySheepSettingCommand : HolySheepConfigurationCommand
{
    /// <summary>Names of settings, with wildcards, or of whole sections: network.proxy, *Sec, network.</summary>
    /// <value>Default: *.</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            Use(name, file => Find(file, name).ForEach(setting => WriteObject(new HolySheepSetting(setting))));
        }
    }

    private static List<Setting> Find(ConfigurationFile file, string name)
    {
        var pattern = new NamePattern(name);
        return pattern.IsName ? [.. SettingList.Read(file, name)] : [.. SettingList.Read(file).Where(setting => pattern.Fits(setting.Name))];
    }
}
