using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Csv.Agreement;

/// <summary>Which answers of the cheap model may stand.</summary>
/// <param name="IsFinal">Whether it is decided; otherwise more rows are sampled.</param>
/// <param name="All">Whether every answer stands.</param>
/// <param name="Classes">The answers that stand, if not all do.</param>
/// <param name="MostBad">The most rows of the output that carry another answer than the reference model's.</param>
internal sealed record AgreementDecision(bool IsFinal, bool All, IReadOnlyCollection<string> Classes, long MostBad)
{
    /// <summary>Nothing stands.</summary>
    public static AgreementDecision None { get; } = new(true, false, Array.Empty<string>(), 0);

    /// <summary>Whether an answer stands; null is no answer.</summary>
    public bool Allows(string? answer) => answer is not null && (All || Classes.Contains(answer));

    /// <summary>Whether any answer may stand.</summary>
    public bool AllowsAny => All || Classes.Count > 0;
}
