using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Calls.Routing;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Calls.Prompts;

/// <summary>How much of a prompt fits into the window of the model that would be asked first.</summary>
internal sealed class PromptWindow(RequestIntake intake, CallRouter router, MeasurementBook measurements)
{
    // What an answer may need if the request does not limit it.
    private const int ShareOfAnswer = 8;
    private const double DoubtOfEstimate = 1.1;
    private const long TokensAroundMessage = 4;

    /// <summary>How many groups of messages, the oldest first, have to be left out so that the others fit; 0 if all fit, or if the window is not known.</summary>
    /// <param name="request">The request with all its messages.</param>
    /// <param name="groups">Messages of the request that are sent together or not at all, oldest first.</param>
    /// <param name="model">The model whose window is too small, with its size; null if all fit.</param>
    public int CountLeftOut(ChatRequest request, IReadOnlyList<IReadOnlyList<ChatMessage>> groups, out (string Model, int Window)? model)
    {
        model = null;
        if (TargetOf(request) is not { ContextWindow: { } window } target)
        {
            return 0;
        }

        var room = window - (request.MaxTokens ?? Math.Min(target.MaxOutput ?? int.MaxValue, window / ShareOfAnswer));
        if (PromptSize.UpperBound(request, exactBytes: false) < room || PromptSize.UpperBound(request, exactBytes: true) < room)
        {
            return 0;
        }

        var sizes = groups.Select(group => SizeOf(request with { System = null, Tools = [], Messages = group }, target)).ToList();
        var total = SizeOf(request, target);
        var left = 0;
        for (; left < sizes.Count && total > room; left++)
        {
            total -= sizes[left];
        }

        model = left > 0 ? (target.ChainModel, window) : null;
        return left;
    }

    private long SizeOf(ChatRequest request, RouteCandidate target)
    {
        var tokens = new PromptMeter(request, measurements).Estimate(target) + (request.Messages.Count * TokensAroundMessage);
        return target.Tokenizer is null ? (long)(tokens * DoubtOfEstimate) : tokens;
    }

    // The widest, because a target whose window is too small for a prompt is left out of its route.
    private RouteCandidate? TargetOf(ChatRequest request)
    {
        try
        {
            return router.FirstInLine(intake.AcceptOptions(request)).OrderByDescending(target => target.ContextWindow ?? int.MaxValue).FirstOrDefault();
        }
        catch (HolySheepException)
        {
            // The call itself reports it.
            return null;
        }
    }
}
