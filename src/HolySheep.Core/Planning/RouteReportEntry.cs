using HolySheep.Configuration.Options;

namespace HolySheep.Planning;

/// <summary>One target of a dry run: its place in the order, or the reason why it has none.</summary>
public sealed record RouteReportEntry
{
    /// <summary>The target, as <c>provider/model</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The model of the chain that it answers for.</summary>
    public required string Model { get; init; }

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Its 1-based place in the order; null if it would not be asked.</summary>
    public int? Order { get; init; }

    /// <summary>Why it would not be asked, or only as the last resort; null if there is no obstacle.</summary>
    public string? Reason { get; init; }

    /// <summary>The strategy of its model.</summary>
    public TargetStrategy Strategy { get; init; }

    /// <summary>Its state.</summary>
    public RouteTargetState State { get; init; }

    /// <summary>The tokens of the prompt: counted if the model's encoding is available, otherwise estimated.</summary>
    public long EstimatedPromptTokens { get; init; }

    /// <summary>The cost of the call in USD with an answer of at most 1,000 tokens; null if the price is unknown.</summary>
    public decimal? EstimatedCost { get; init; }

    /// <summary>The context window in tokens, for prompt and answer together; null if unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The target and its place, for display.</summary>
    public override string ToString() => Order is { } order ? $"{order}. {Target}" : $"{Target}: {Reason}";
}
