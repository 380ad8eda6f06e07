using System.Collections.Generic;
using HolySheep.Configuration.Names;

namespace HolySheep.PowerShell.Completers;

/// <summary>Completes the efforts that models commonly know; others are taken too.</summary>
public sealed class ReasoningEffortCompleter : NameCompleter
{
    private static readonly KnownName[] Efforts =
    [
        new("low", "little reasoning: the fastest and cheapest"),
        new("medium", "what most models do unasked"),
        new("high", "much reasoning: slower, and its tokens are paid"),
        new("minimal", "hardly any, where the model knows it"),
        new("none", "none, where the model knows it"),
    ];

    private protected override IEnumerable<KnownName> Names(KnownNames known, string word) => Efforts;
}
