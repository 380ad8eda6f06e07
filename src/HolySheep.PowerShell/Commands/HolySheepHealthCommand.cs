using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Health;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command that shows or changes the health of targets.</summary>
public abstract class HolySheepHealthCommand : HolySheepConfigurationCommand
{
    private protected HolySheepHealthCommand()
    {
    }

    /// <summary>The entries that a name or a pattern matches; an unknown name becomes an error.</summary>
    private protected IReadOnlyList<TargetHealthInfo> Find(string name)
    {
        var pattern = new NamePattern(name);
        IReadOnlyList<TargetHealthInfo> found = [];
        Ask(name, client => found = Told(client.GetHealth(pattern.IsName ? name : null)).Targets);
        return [.. found.Where(health => pattern.Fits(health.Target))];
    }

    /// <summary>Uses the client; an exception becomes the input's error.</summary>
    private protected void Ask(string target, Action<HolySheepClient> use) => Use(target, _ => WithClient(shared => use(shared.Client)));

    /// <summary>The report, after its warnings are written.</summary>
    private protected HealthReport Told(HealthReport report)
    {
        foreach (var warning in report.Warnings)
        {
            WriteWarning(warning);
        }

        return report;
    }
}
