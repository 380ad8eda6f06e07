using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Health;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command that shows or changes how targets fare.</summary>
public abstract class HolySheepHealthCommand : HolySheepConfigurationCommand
{
    private protected HolySheepHealthCommand()
    {
    }

    /// <summary>Those that a name or a pattern means; a name that nothing has becomes its error.</summary>
    private protected IReadOnlyList<TargetHealthInfo> Find(string name)
    {
        IReadOnlyList<TargetHealthInfo> found = [];
        Ask(name, client => found = Told(client.GetHealth(WildcardPattern.ContainsWildcardCharacters(name) ? null : name)).Targets);
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return [.. found.Where(health => health.Target == name || pattern.IsMatch(health.Target))];
    }

    /// <summary>Uses the client; what is thrown becomes the input's error.</summary>
    private protected void Ask(string target, Action<HolySheepClient> use) => Use(target, _ => WithClient(shared =>
    {
        use(shared.Client);
        return true;
    }));

    /// <summary>The report, once its warnings are told.</summary>
    private protected HealthReport Told(HealthReport report)
    {
        foreach (var warning in report.Warnings)
        {
            WriteWarning(warning);
        }

        return report;
    }
}
