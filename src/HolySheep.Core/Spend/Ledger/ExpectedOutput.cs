namespace HolySheep.Spend.Ledger;

/// <summary>How long an answer is expected to be.</summary>
/// <param name="Tokens">Its tokens.</param>
/// <param name="IsKnown">Whether past answers of the model say so; otherwise it is a guess.</param>
internal readonly record struct ExpectedOutput(long Tokens, bool IsKnown)
{
    /// <summary>The guess for an attempt of whose model no answer is known.</summary>
    public static ExpectedOutput Guess(LedgerEntry entry) => new(OutputHistory.Without(entry), IsKnown: false);
}
