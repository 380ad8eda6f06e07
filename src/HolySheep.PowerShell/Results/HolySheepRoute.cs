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

    /// <summary>Its place in the order, from 1; null where it would not be asked.</summary>
    public int? Order { get; }

    /// <summary>The target as <c>provider/model</c>.</summary>
    public string Target { get; }

    /// <summary>The model of the chain that it answers for.</summary>
    public string Model { get; }

    /// <summary>The provider.</summary>
    public string Provider { get; }

    /// <summary><c>Closed</c>, <c>Returning</c>, <c>HalfOpen</c> or <c>Open</c>.</summary>
    public string State { get; }

    /// <summary>How the targets of its model are ordered, as the configuration spells it.</summary>
    public string Strategy { get; }

    /// <summary>Tokens of the prompt: counted where the model's encoding is at hand, else estimated.</summary>
    public long EstimatedPromptTokens { get; }

    /// <summary>USD for the prompt and an answer of at most 1,000 tokens, null where the price is unknown.</summary>
    public decimal? EstimatedCost { get; }

    /// <summary>Tokens of prompt and answer together, null where unknown.</summary>
    public int? ContextWindow { get; }

    /// <summary>Why it would not be asked, or only as the last resort; null where nothing stands against it.</summary>
    public string? Reason { get; }

    /// <summary>The place and the target, or the target and the reason.</summary>
    public override string ToString() => Order is { } order ? $"{order}. {Target}" : $"{Target}: {Reason}";
}
