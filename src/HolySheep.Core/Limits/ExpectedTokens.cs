namespace HolySheep.Limits;

/// <summary>The tokens that a call is expected to use.</summary>
/// <param name="Prompt">Those of its prompt.</param>
/// <param name="Answer">Those of its answer.</param>
/// <param name="IsGuess">Whether the length of the answer is a guess, because no past answer of the model is known.</param>
internal readonly record struct ExpectedTokens(long Prompt, long Answer, bool IsGuess)
{
    /// <summary>All of them.</summary>
    public long Total => Prompt + Answer;
}
