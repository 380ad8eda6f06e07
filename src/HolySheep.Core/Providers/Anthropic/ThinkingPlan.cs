using System;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>How much a model is asked to think.</summary>
/// <param name="Type">The kind of thinking that is sent; null sends none.</param>
/// <param name="Budget">The most tokens of thoughts; null if the kind has no budget.</param>
/// <param name="Effort">The effort that is sent; null sends none.</param>
/// <param name="Shown">Whether the thoughts are asked for, because the model leaves them out otherwise.</param>
internal readonly record struct ThinkingPlan(string? Type, int? Budget = null, string? Effort = null, bool Shown = false)
{
    private const int LeastBudget = 1_024;
    private static readonly ThinkingPlan Nothing = new(null);

    /// <summary>True if the model is asked to think, which excludes some other parameters.</summary>
    public bool Thinks => Type is "enabled" or "adaptive";

    /// <summary>What is sent for the effort of a request, with a note of what cannot be.</summary>
    /// <param name="call">What is asked.</param>
    /// <param name="model">What the model takes.</param>
    /// <param name="maxTokens">The limit of the answer, which thoughts count against.</param>
    /// <param name="turns">The conversation.</param>
    /// <param name="notes">Takes what the caller should know.</param>
    public static ThinkingPlan Of(ProviderCall call, ClaudeModel model, int maxTokens, TurnList turns, WireNotes notes)
    {
        if (call.Request.ReasoningEffort is not { } asked)
        {
            return Nothing;
        }

        if (asked.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return Without(call, model, notes);
        }

        var (plan, reason) = model.Effort(asked) is not { } effort ? (Nothing, "it knows the efforts none, low, medium, high, xhigh and max")
            : FormOf(call.Candidate.Listed, model) switch
            {
                ThinkingForm.None => (Nothing, "it does not reason"),
                ThinkingForm.Budget => WithBudget(call.Request, effort, maxTokens, turns),
                _ => (Adaptive(call.Request, model, effort), null),
            };
        if (reason is not null)
        {
            notes.LeftOut($"The reasoning effort '{asked}'", call.Candidate.Model, reason);
        }
        else if (plan.Effort is not null && !plan.Effort.Equals(asked, StringComparison.OrdinalIgnoreCase))
        {
            notes.Add($"The reasoning effort '{asked}' was sent to {call.Candidate.Model} as '{plan.Effort}', the nearest that it knows.");
        }

        return plan;
    }

    // What its list says of a model goes before what its id says.
    private static ThinkingForm FormOf(ListedModel? listed, ClaudeModel model) => listed is null || listed.Thinking.Count == 0 ? model.Thinking
        : listed.Thinking.Contains("adaptive") ? ThinkingForm.Adaptive
        : ThinkingForm.Budget;

    private static ThinkingPlan Without(ProviderCall call, ClaudeModel model, WireNotes notes)
    {
        if (!model.ThinksByDefault)
        {
            return Nothing;
        }

        if (model.ThinkingOff is { } off)
        {
            return new ThinkingPlan(off);
        }

        notes.Add($"The reasoning effort 'none' was sent to {call.Candidate.Model} as 'low', because it always reasons.");
        return new ThinkingPlan(null, Effort: "low");
    }

    // A forced tool leaves no room for thoughts before it: the effort alone still counts.
    private static ThinkingPlan Adaptive(ChatRequest request, ClaudeModel model, string effort) =>
        new(IsForced(request) && model.TakesForcedTools ? null : "adaptive", Effort: effort, Shown: model.HidesThoughts);

    private static (ThinkingPlan Plan, string? Reason) WithBudget(ChatRequest request, string effort, int maxTokens, TurnList turns)
    {
        // At most half, so that the answer has room too.
        var budget = Math.Min(BudgetOf(effort), maxTokens / 2);
        return budget < LeastBudget ? (Nothing, $"reasoning takes at least {LeastBudget} tokens, and half of the answer's {maxTokens} are fewer")
            : IsForced(request) ? (Nothing, "it does not reason before a tool that it has to call")
            : turns.ContinuesWithoutThoughts ? (Nothing, "the tool calls of this turn came from another target, without this one's reasoning")
            : (new ThinkingPlan("enabled", budget), (string?)null);
    }

    private static int BudgetOf(string effort) => effort switch
    {
        "low" => 2_048,
        "medium" => 8_192,
        "high" => 16_384,
        _ => 32_000,
    };

    private static bool IsForced(ChatRequest request) => request.Tools.Count > 0 && request.ToolChoice?.Kind is ChatToolChoiceKind.Any or ChatToolChoiceKind.Named;
}
