namespace HolySheep.Planning;

/// <summary>What is known of one target at the moment of a decision; the default is a target of which nothing is known.</summary>
internal readonly record struct TargetFacts
{
    public TargetStanding Standing { get; init; }

    /// <summary>True where it has just come back and this call is not of the share that it takes.</summary>
    public bool HeldBack { get; init; }

    /// <summary>Calls that wait for its answer.</summary>
    public int InFlight { get; init; }

    /// <summary>How long it takes; null where that was not measured.</summary>
    public double? SecondsPerToken { get; init; }

    /// <summary>The tokens that the prompt has for it at the least; 0 where it fits beyond doubt and nobody counted.</summary>
    public long PromptTokens { get; init; }

    /// <summary>What the call may cost there, in USD; null if the price is unknown, or if its model's strategy does not ask.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Why it cannot be called at all, as where it has no key; null where it can.</summary>
    public string? Fault { get; init; }
}
