using HolySheep.Failures;

namespace HolySheep.Providers;

/// <summary>A provider's count of the tokens of a prompt.</summary>
/// <param name="Tokens">The tokens; null if the provider gave no count.</param>
/// <param name="Failure">Why it gave none; null if it gave one, and if it never counts.</param>
internal sealed record TokenCountReply(long? Tokens, Failure? Failure = null)
{
    /// <summary>The reply for a provider that never counts.</summary>
    public static TokenCountReply NotOffered { get; } = new(Tokens: null);
}
