using System;
using System.Collections.Generic;
using HolySheep.Caching;
using HolySheep.Chat;

namespace HolySheep.Calls.Caching;

/// <summary>What a call has of the cache: a kept answer, or the task to keep the one that comes.</summary>
internal sealed class CachedTurn(AnswerCache cache, CallState call, string key, KeptAnswer? answer, AnswerFlight? lead) : IDisposable
{
    private readonly List<KeptPiece> _pieces = [];
    private bool _isPassedOn;

    /// <summary>The kept answer; null if a provider must be asked.</summary>
    public KeptAnswer? Answer => answer;

    /// <summary>Takes a piece of the stream that comes, and keeps the answer with the last one.</summary>
    public void Add(ChatUpdate update)
    {
        _isPassedOn |= update.Source is { IsPassedOn: true };
        switch (update.Kind)
        {
            case ChatUpdateKind.Text or ChatUpdateKind.Reasoning when update.Text.Length > 0 || update.Events is { Count: > 0 }:
                _pieces.Add(new KeptPiece(update.Kind == ChatUpdateKind.Reasoning, update.Text.Length, update.Events));
                break;
            case ChatUpdateKind.Restarted:
                _pieces.Clear();
                break;
            case ChatUpdateKind.Completed when !_isPassedOn || update.Events is not null:
                // Without its last events it was held back from its caller.
                Keep(update.Result!, _isPassedOn ? update.Events : null);
                break;
        }
    }

    /// <summary>Keeps the answer that came, if it may be given to others.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="lastEvents">The provider's own events after the last piece; null if its events were not passed on.</param>
    public void Keep(ChatResult result, IReadOnlyList<OriginalEvent>? lastEvents = null)
    {
        lead?.IsAnswered = true;
        if (!CacheRules.MayKeep(call, result))
        {
            return;
        }

        cache.Keep(key, new KeptAnswer
        {
            At = call.Now,
            Provider = result.Provider,
            Model = call.Target.Candidate.ChainModel,
            ModelSent = result.ModelUsed,
            ModelReported = result.ModelReported,
            Content = result.Content,
            Reasoning = result.Reasoning,
            Message = result.Conversation[result.Conversation.Count - 1],
            FinishReason = result.FinishReason,
            FinishReasonRaw = result.FinishReasonRaw,
            Id = result.Id,
            RequestId = result.RequestId,
            Created = result.Created,
            Usage = result.Usage,
            Cost = result.Cost,
            Extra = result.Extra,
            Pieces = [.. _pieces],
            LastEvents = lastEvents,
            Original = result.Original?.Json,
        });
    }

    /// <summary>Lets the next request of the same key go on.</summary>
    public void Dispose() => lead?.Dispose();
}
