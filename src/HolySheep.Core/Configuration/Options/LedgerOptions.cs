namespace HolySheep.Configuration.Options;

/// <summary>What the ledger keeps in addition to usage and cost.</summary>
public sealed record LedgerOptions
{
    /// <summary>Whether to keep prompts and answers.</summary>
    /// <value>Default: false.</value>
    public bool KeepTexts { get; init; }
}
