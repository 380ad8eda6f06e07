using System;

namespace HolySheep.Limits;

/// <summary>How far one key of a provider has used its configured rates. Immutable.</summary>
/// <param name="Requests">When the requests so far are paid off; null if there were none.</param>
/// <param name="Tokens">When the tokens so far are paid off; null if there were none.</param>
/// <param name="At">When it was written; null if an earlier version wrote it.</param>
internal sealed record Pace(DateTimeOffset? Requests, DateTimeOffset? Tokens, DateTimeOffset? At = null)
{
    public static Pace None { get; } = new(null, null);
}
