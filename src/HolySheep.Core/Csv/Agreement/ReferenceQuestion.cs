using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Csv.Agreement;

/// <summary>What the reference model is asked.</summary>
/// <param name="Request">The request of every row, without the prompt.</param>
/// <param name="Targets">The targets that can answer, in order.</param>
internal sealed record ReferenceQuestion(ChatRequest Request, IReadOnlyList<RouteCandidate> Targets);
