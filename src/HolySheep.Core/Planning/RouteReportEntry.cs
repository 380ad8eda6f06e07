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

    /// <summary>Its place in the order, from 1; null where it would not be asked.</summary>
    public int? Order { get; init; }

    /// <summary>Why it would not be asked, or only as the last resort; null where nothing stands against it.</summary>
    public string? Reason { get; init; }

    /// <summary>How the targets of its model are ordered.</summary>
    public TargetStrategy Strategy { get; init; }

    /// <summary>How it fares.</summary>
    public RouteTargetState State { get; init; }

    /// <summary>Tokens of the prompt: counted where the model's encoding is at hand, else estimated.</summary>
    public long EstimatedPromptTokens { get; init; }

    /// <summary>What the call would cost in USD with an answer of at most 1,000 tokens; null where the price is unknown.</summary>
    public decimal? EstimatedCost { get; init; }

    /// <summary>Tokens of prompt and answer together; null where unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The target and its place, for display.</summary>
    public override string ToString() => Order is { } order ? $"{order}. {Target}" : $"{Target}: {Reason}";
}
