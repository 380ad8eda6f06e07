using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Providers.Sandbox;

/// <summary>Plays a script: every call takes its model's next fault.</summary>
internal sealed class SandboxPlay(SandboxScript script)
{
    private const string Every = "*";

    private readonly object _lock = new();
    private readonly Dictionary<string, int> _calls = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fault of a model's next call; null if it is answered.</summary>
    /// <param name="provider">The provider that the sandbox replaces; null if it answers as itself.</param>
    /// <param name="model">The model.</param>
    public SandboxFault? Next(string? provider, string model)
    {
        string[] names = provider is null ? [model, Every] : [provider + "/" + model, model, provider + "/" + Every, Every];
        if (names.FirstOrDefault(script.Faults.ContainsKey) is not { } name)
        {
            return null;
        }

        // A fault for every model applies to each model separately.
        var counted = name.EndsWith(Every, StringComparison.Ordinal) ? provider + "/" + model : name;
        var faults = script.Faults[name];
        int call;
        lock (_lock)
        {
            _calls.TryGetValue(counted, out call);
            _calls[counted] = call + 1;
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
