using System.Collections.Generic;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers.Values;

/// <summary>Completes common reasoning efforts; others are accepted too.</summary>
public sealed class ReasoningEffortCompleter : NameCompleter
{
    private static readonly KnownName[] Efforts =
    [
        new("low", "little reasoning: the fastest and cheapest"),
        new("medium", "the default of most models"),
        new("high", "much reasoning: slower, and its tokens are paid"),
        new("minimal", "hardly any, if the model supports it"),
        new("none", "none, if the model supports it"),
    ];

    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => Efforts;
}
