using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Csv.Agreement;

/// <summary>What the reference model is asked.</summary>
/// <param name="Request">The request of every row, without the prompt.</param>
/// <param name="Targets">The targets that can answer, in order.</param>
internal sealed record ReferenceQuestion(ChatRequest Request, IReadOnlyList<RouteCandidate> Targets)
{
    /// <summary>Whether an answer is of the asked model itself, and not of one that answered in its place.</summary>
    /// <param name="targets">The targets that can answer.</param>
    /// <param name="model">The model that answered, as its provider calls it; null if none did.</param>
    public static bool IsOf(IReadOnlyList<RouteCandidate> targets, string? model) =>
        model is not null && targets.Any(target => target.ChainIndex == 0 && string.Equals(target.Model, model, StringComparison.Ordinal));

    /// <summary>Whether an answer is of the reference model itself.</summary>
    public bool IsOwn(string? model) => IsOf(Targets, model);
}
