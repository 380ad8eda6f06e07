using HolySheep.Configuration.Options;
using HolySheep.Planning;

namespace HolySheep.PowerShell.Results;

/// <summary>One target of a dry run: its place in the order, or the reason why it has none.</summary>
public sealed class HolySheepRoute
{
    internal HolySheepRoute(RouteReportEntry entry)
    {
        Order = entry.Order;
        Target = entry.Target;
        Model = entry.Model;
        Provider = entry.Provider;
        State = entry.State.ToString();
        Strategy = TargetStrategyName.Of(entry.Strategy);
        EstimatedPromptTokens = entry.EstimatedPromptTokens;
        EstimatedCost = entry.EstimatedCost;
        ContextWindow = entry.ContextWindow;
        Reason = entry.Reason;
    }

    /// <summary>Its 1-based place in the order; null if it would not be asked.</summary>
    public int? Order { get; }

    /// <summary>The target as <c>provider/model</c>.</summary>
    public string Target { get; }

    /// <summary>The model of the chain that it answers for.</summary>
    public string Model { get; }

    /// <summary>The provider.</summary>
    public string Provider { get; }

    /// <summary><c>Closed</c>, <c>Returning</c>, <c>HalfOpen</c> or <c>Open</c>.</summary>
    public string State { get; }

    /// <summary>The strategy of its model, as the configuration spells it.</summary>
    public string Strategy { get; }

    /// <summary>The tokens of the prompt: counted if the model's encoding is available, otherwise estimated.</summary>
    public long EstimatedPromptTokens { get; }

    /// <summary>The cost in USD of the prompt and an answer of at most 1,000 tokens; null if the price is unknown.</summary>
    public decimal? EstimatedCost { get; }

    /// <summary>The context window in tokens, for prompt and answer together; null if unknown.</summary>
    public int? ContextWindow { get; }

    /// <summary>Why it would not be asked, or only as the last resort; null if there is no obstacle.</summary>
    public string? Reason { get; }

    /// <summary>The place and the target, or the target and the reason.</summary>
    public override string ToString() => Order is { } order ? $"{order}. {Target}" : $"{Target}: {Reason}";
}
