namespace HolySheep.Limits;

/// <summary>What the server's own headers say of a quota, and how far calls have used it since. Immutable.</summary>
/// <param name="Used">The place of the last call.</param>
/// <param name="Requests">The limit of requests; null where unknown.</param>
/// <param name="Tokens">The limit of tokens; null where unknown.</param>
internal sealed record Quota(QuotaMark Used, QuotaWindow? Requests, QuotaWindow? Tokens)
{
    public static Quota None { get; } = new(default, null, null);
}
