using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Providers.Sandbox;

namespace HolySheep.PowerShell.Completers.Values;

/// <summary>Completes a script of faults piece by piece: a model, then what happens to it.</summary>
public sealed class SandboxScriptCompleter : NameCompleter
{
    private protected override IEnumerable<KnownName> Names(KnownNames known, string word)
    {
        var part = word.LastIndexOf(';') + 1;
        var equals = word.IndexOf('=', part);
        return equals < 0
            ? After(word, part, known.Models.Concat([new KnownName("*", "every model")]).Select(model => model with { Name = model.Name + "=" }))
            : After(word, Math.Max(equals, word.LastIndexOf(',')) + 1, SandboxScript.Examples);
    }

    private static IEnumerable<KnownName> After(string word, int start, IEnumerable<KnownName> names)
    {
        var begun = word.Substring(0, word.Length - word.Substring(start).TrimStart().Length);
        return names.Select(name => name with { Name = begun + name.Name });
    }
}
