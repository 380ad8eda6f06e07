namespace HolySheep.Planning;

/// <summary>What is known about one target at the time of a decision; the default is nothing.</summary>
internal readonly record struct TargetFacts
{
    public TargetStanding Standing { get; init; }

    /// <summary>True if it has just come back and this call is not part of the share that it takes.</summary>
    public bool HeldBack { get; init; }

    /// <summary>The calls in flight.</summary>
    public int InFlight { get; init; }

    /// <summary>Its latency; null if it was not measured.</summary>
    public double? SecondsPerToken { get; init; }

    /// <summary>The minimum tokens of the prompt for it; 0 if the prompt certainly fits and was not counted.</summary>
    public long PromptTokens { get; init; }

    /// <summary>The estimated cost of the call there, in USD; null if the price is unknown, or if the strategy does not need it.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Why it cannot be called at all, for example without a key; null if it can.</summary>
    public string? Fault { get; init; }
}
