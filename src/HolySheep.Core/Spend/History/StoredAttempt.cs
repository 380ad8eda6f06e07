namespace HolySheep.Spend.History;

/// <summary>One row of the ledger: an attempt, and what the rows of a call share.</summary>
internal sealed record StoredAttempt
{
    /// <summary>The id of its call.</summary>
    public required string Call { get; init; }

    public required RecordedAttempt Attempt { get; init; }

    public required string ModelAsked { get; init; }

    public required bool IsShadow { get; init; }

    /// <summary>The tags as one text, as <see cref="Ledger.AttemptTags"/> writes them.</summary>
    public required string Tags { get; init; }

    /// <summary>The job; empty if it belongs to none.</summary>
    public required string Job { get; init; }

    public string? Task { get; init; }

    public string? Caller { get; init; }

    public string? Prompt { get; init; }

    public string? Answer { get; init; }
}
