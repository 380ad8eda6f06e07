using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Calls.Prompts;
using HolySheep.Calls.Splits;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Planning;

namespace HolySheep.Calls.Routing;

/// <summary>Collects the facts for rules and splits, and reports once when a split was returned; <see cref="RouteChooser"/> decides.</summary>
internal sealed class RouteDecision(HolySheepConfiguration configuration, SplitBook splits, TimeProvider timeProvider, Func<double> randomness)
{
    private readonly bool _countsPrompt = configuration.Rules.Any(rule => (rule.MinPromptTokens ?? rule.MaxPromptTokens) is not null);

    /// <summary>Whether rules or splits may change what is asked.</summary>
    public bool IsOpen => configuration.Rules.Count > 0 || configuration.Splits.Count > 0;

    /// <summary>What a call asks.</summary>
    public async ValueTask<RouteChoice> OfAsync(ChatRequest request)
    {
        if (!IsOpen)
        {
            return AsAsked(request);
        }

        var choice = Preview(request);
        return choice.Split is { } split ? choice with { Warnings = [.. choice.Warnings, .. await splits.TellReturnsAsync(split).ConfigureAwait(false)] } : choice;
    }

    /// <summary>What a call would ask; a pending report stays pending.</summary>
    public RouteChoice Preview(ChatRequest request) => RouteChooser.Choose(FactsOf(request), configuration, splits.IsReturned);

    /// <summary>What a request asks for without rules and splits.</summary>
    public RouteChoice AsAsked(ChatRequest request) => RouteChooser.AsAsked(new ChoiceFacts { Model = request.Model, Fallback = request.Fallback, NoFallback = request.NoFallback }, configuration);

    private ChoiceFacts FactsOf(ChatRequest request)
    {
        var chance = configuration.Splits.Count > 0;
        return new ChoiceFacts
        {
            Model = request.Model,
            Fallback = request.Fallback,
            NoFallback = request.NoFallback,
            Tags = request.Tags,
            Task = request.Task,
            Prompt = request.Messages.Count > 0 ? request.Messages[request.Messages.Count - 1].Content : "",
            PromptTokens = _countsPrompt ? PromptSize.Of(request) : 0,
            Now = timeProvider.GetUtcNow(),
            LocalZone = timeProvider.LocalTimeZone,
            SplitKey = request.SplitKey,
            Draw = chance ? randomness() : 0,
            ShadowDraw = chance ? randomness() : 0,
        };
    }
}
