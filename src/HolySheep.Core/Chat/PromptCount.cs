namespace HolySheep.Chat;

/// <summary>The tokens of a prompt at the target that would be asked first.</summary>
/// <param name="Target">The target.</param>
/// <param name="Tokens">The tokens of the prompt.</param>
/// <param name="Reason">Why the provider did not count them, so that they are estimated; null if it did.</param>
public sealed record PromptCount(string Target, long Tokens, string? Reason = null)
{
    /// <summary>True if the provider did not count the tokens.</summary>
    public bool Estimated => Reason is not null;
}
