using System;
using System.Collections.Generic;

namespace HolySheep.Providers.Sandbox;

/// <summary>Plays a script: every call takes its model's next fault.</summary>
internal sealed class SandboxPlay(SandboxScript script)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, int> _calls = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fault of a model's next call; null where it is to be answered.</summary>
    public SandboxFault? Next(string model)
    {
        if (!script.Faults.TryGetValue(model, out var faults) && !script.Faults.TryGetValue("*", out faults))
        {
            return null;
        }

        int call;
        lock (_gate)
        {
            _calls.TryGetValue(model, out call);
            _calls[model] = call + 1;
        }

        foreach (var fault in faults)
        {
            if (fault.Times is not { } times || call < times)
            {
                return fault;
            }

            call -= times;
        }

        return null;
    }
}
