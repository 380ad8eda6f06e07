namespace HolySheep.Catalog;

/// <summary>Where a provider tells what is left of an account, and where in the reply. Paths are names of members with dots between them.</summary>
public sealed record PresetBalance
{
    /// <summary>The address that is asked with the account's own key.</summary>
    public required string Url { get; init; }

    /// <summary>The path to a list with an entry for each currency; null if the reply tells one amount.</summary>
    public string? List { get; init; }

    /// <summary>The path to the amount that is left, or to what was bought if <see cref="Used"/> is given.</summary>
    public required string Left { get; init; }

    /// <summary>The path to the amount that was used of <see cref="Left"/>; null if nothing is subtracted.</summary>
    public string? Used { get; init; }

    /// <summary>The currency of the amount; null if the reply tells it, or if it is unknown.</summary>
    public string? Currency { get; init; }

    /// <summary>The path to the currency; null if the reply does not tell it.</summary>
    public string? CurrencyAt { get; init; }

    /// <summary>The source of these facts.</summary>
    public required string Source { get; init; }
}
