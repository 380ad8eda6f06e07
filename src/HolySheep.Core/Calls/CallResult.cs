using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Planning;
using HolySheep.Providers.Answers;
using HolySheep.Providers;

namespace HolySheep.Calls;

/// <summary>Creates the result for the caller.</summary>
internal static class CallResult
{
    public static ChatResult Of(CallState call, ProviderAnswer answer, string asked, TimeProvider timeProvider)
    {
        var candidate = call.Target.Candidate;
        var cost = CostOf(call);
        return new ChatResult
        {
            Content = answer.Content,
            Model = asked,
            ModelUsed = candidate.Model,
            ModelReported = answer.ModelReported,
            Provider = candidate.Provider,
            FallbackCount = call.Progress.TargetsTried - 1,
            Attempts = call.Attempts.ToList(),
            Usage = call.UsageOf(answer),
            Cost = cost,
            CostReason = cost is null ? ReasonOf(call.Attempts.First(attempt => attempt.Cost is null)) : null,
            Latency = timeProvider.GetElapsedTime(call.StartedAt),
            TimeToFirstToken = answer.FirstTextAt is { } first ? timeProvider.GetElapsedTime(call.StartedAt, first) : null,
            FinishReason = answer.FinishReason,
            FinishReasonRaw = answer.FinishReasonRaw,
            Id = answer.Id,
            RequestId = answer.RequestId,
            Created = answer.Created ?? timeProvider.GetUtcNow(),
            Conversation = Conversation(call.Request, answer.ToMessage()),
            Reasoning = answer.Reasoning,
            Refusal = answer.Refusal,
            ToolCalls = answer.ToolCalls,
            Citations = answer.Citations,
            Extra = answer.Extra,
            Original = answer.Original is { } json ? new OriginalBody(call.Request.Original!.Format, json) : null,
            Pictures = answer.Pictures,
            EndsAtLimit = answer.End == AnswerEnd.Length,
            LacksPiece = answer.LacksPiece,
            Warnings = [.. Warnings(call, answer)],
            CallId = call.BookedId,
        };
    }

    /// <summary>The cost of all attempts; null if the price of one that may have been billed is unknown.</summary>
    public static decimal? CostOf(CallState call) => CostOf(call.Attempts);

    public static decimal? CostOf(IReadOnlyList<ChatAttempt> attempts)
    {
        decimal? cost = 0m;
        for (var number = 0; number < attempts.Count; number++)
        {
            cost += attempts[number].Cost;
        }

        return cost;
    }

    /// <summary>Why the cost of an attempt is unknown.</summary>
    public static string ReasonOf(ChatAttempt unknown) => unknown.CostReason is { } reason ? reason + "." : $"No price is known for {unknown.Target}.";

    /// <summary>The messages of a request and its answer, for the next call.</summary>
    public static IReadOnlyList<ChatMessage> Conversation(ChatRequest request, ChatMessage answer)
    {
        var conversation = new List<ChatMessage>(request.Messages.Count + 2);
        if (request.System is not null)
        {
            conversation.Add(ChatMessage.System(request.System));
        }

        conversation.AddRange(request.Messages);
        conversation.Add(answer);
        return conversation;
    }

    private static IEnumerable<string> Warnings(CallState call, ProviderAnswer answer)
    {
        foreach (var warning in call.Warnings)
        {
            yield return warning;
        }

        var otherModel = call.Target.Candidate.ChainIndex > 0 && call.Request.Fallback is null;
        if (otherModel && call.HedgeWon && call.Failures.Count == 0)
        {
            yield return $"{call.Route.Plan.Candidates[0].ChainModel} was slow; {call.Target.Candidate.ChainModel} was asked too and answered first.";
        }
        else if (otherModel && WhyNotTheAsked(call) is { } why)
        {
            yield return $"{why}; {call.Target.Candidate.ChainModel} did.";
        }

        if (answer.End == AnswerEnd.Length)
        {
            yield return "The answer ends at the token limit (finish reason 'length').";
        }

        if (answer.Pictures > 0 && answer.Content.Trim().Length == 0)
        {
            yield return $"The answer has no text: it is {(answer.Pictures == 1 ? "a picture" : answer.Pictures + " pictures")}, in Extra['{ProviderAnswer.PictureMember}'].";
        }

        if (answer.Refusal is not null)
        {
            yield return "The model declined to answer.";
        }

        foreach (var warning in answer.Warnings)
        {
            yield return warning;
        }
    }

    /// <summary>Why another model than the requested one answered; null if the caller has been told already, as of a missing key.</summary>
    private static string? WhyNotTheAsked(CallState call)
    {
        if (call.Failures.FirstOrDefault(failure => failure.Candidate.ChainIndex == 0) is { } failed)
        {
            return $"{failed.Candidate.ChainModel} did not answer ({failed.Kind} at {failed.Candidate.Target})";
        }

        if (call.Progress.Targets.FirstOrDefault(target => target is { Candidate.ChainIndex: 0 } && call.RefusalOf(target) is not null) is { } refused)
        {
            // The caller was told about a downgrade.
            return call.RefusalOf(refused) is { Action: not BudgetAction.Downgrade } refusal ? $"{refused.Candidate.ChainModel} was not asked ({refusal.Message})" : null;
        }

        if (call.Progress.Targets.FirstOrDefault(target => target is { Candidate.ChainIndex: 0, OpenUntil: not null }) is { } waiting)
        {
            return FormattableString.Invariant($"{waiting.Candidate.ChainModel} was not asked ({waiting.Candidate.Target} is open until {waiting.OpenUntil:yyyy-MM-dd HH:mm:ss} UTC)");
        }

        return call.Route.Plan.Excluded.FirstOrDefault(target => target.Candidate.ChainIndex == 0) is { Filter: not RouteFilter.Key } left
            ? $"{left.Candidate.ChainModel} was not asked ({left.Target}: {left.Reason})"
            : null;
    }
}
