namespace HolySheep.Configuration.Options;

/// <summary>What the ledger keeps of calls, beside what they used and cost.</summary>
public sealed record LedgerOptions
{
    /// <summary>True also keeps prompts and answers.</summary>
    /// <value>Default: false.</value>
    public bool KeepTexts { get; init; }
}
