namespace HolySheep.Limits;

/// <summary>The announced limits of a quota, and how far calls have used them since. Immutable.</summary>
/// <param name="Used">The position of the last call.</param>
/// <param name="Requests">The request limit; null if unknown.</param>
/// <param name="Tokens">The token limit; null if unknown.</param>
internal sealed record Quota(QuotaMark Used, QuotaWindow? Requests, QuotaWindow? Tokens)
{
    public static Quota None { get; } = new(default, null, null);
}
