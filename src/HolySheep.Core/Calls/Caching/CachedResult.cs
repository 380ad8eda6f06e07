using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Caching;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Calls.Caching;

/// <summary>Gives a kept answer to another call: it costs nothing, and no target was asked.</summary>
internal static class CachedResult
{
    public static ChatResult Of(CallState call, KeptAnswer kept, string asked, TimeProvider timeProvider) => new()
    {
        Content = kept.Content,
        Model = asked,
        ModelUsed = kept.ModelSent,
        ModelReported = kept.ModelReported,
        Provider = kept.Provider,
        Attempts = [],
        Usage = kept.Usage,
        Cost = 0,
        Latency = timeProvider.GetElapsedTime(call.StartedAt),
        FinishReason = kept.FinishReason,
        FinishReasonRaw = kept.FinishReasonRaw,
        Id = kept.Id,
        RequestId = kept.RequestId,
        Created = kept.Created,
        Conversation = CallResult.Conversation(call.Request, kept.Message),
        Reasoning = kept.Reasoning,
        Citations = [.. kept.Message.Parts.OfType<ChatCitation>()],
        Extra = kept.Extra,
        Warnings = [.. call.Warnings],
        CachedAt = kept.At,
        Original = call.Request.Original is { } asking && kept.Original is { } json ? new OriginalBody(asking.Format, json) : null,
    };

    /// <summary>The pieces of a result, as the original stream brought them.</summary>
    public static IEnumerable<ChatUpdate> Stream(ChatRequest request, ChatResult result, KeptAnswer kept)
    {
        // Who asks now may not speak the provider's format.
        var isPassedOn = request.Original is not null && kept.LastEvents is not null;
        var source = new ChatSource(kept.Provider, kept.ModelSent, 0) { RequestId = kept.RequestId, IsPassedOn = isPassedOn, CachedAt = kept.At };
        foreach (var update in Updates(result, kept))
        {
            yield return source is null ? update : update with { Source = source };
            source = null;
        }
    }

    private static IEnumerable<ChatUpdate> Updates(ChatResult result, KeptAnswer kept)
    {
        var (content, reasoning) = (result.Content, result.Reasoning ?? "");
        var (pieces, last) = (kept.Pieces, kept.LastEvents);
        if (LengthOf(pieces, isReasoning: false) != content.Length || LengthOf(pieces, isReasoning: true) != reasoning.Length)
        {
            // The answer came whole, or was put together in another way than it was shown.
            last = last is null ? null : [.. pieces.SelectMany(piece => piece.Events ?? []), .. last];
            pieces = [new KeptPiece(true, reasoning.Length), new KeptPiece(false, content.Length)];
        }

        var (shown, thought) = (0, 0);
        foreach (var piece in pieces.Where(piece => piece.Length > 0 || piece.Events is { Count: > 0 }))
        {
            var update = piece.IsReasoning ? new ChatUpdate(ChatUpdateKind.Reasoning, reasoning.Substring(thought, piece.Length)) : new ChatUpdate(ChatUpdateKind.Text, content.Substring(shown, piece.Length));
            yield return update with { Events = piece.Events };
            (shown, thought) = piece.IsReasoning ? (shown, thought + piece.Length) : (shown + piece.Length, thought);
        }

        yield return new ChatUpdate(ChatUpdateKind.Completed, "", result) { Events = last };
    }

    private static int LengthOf(IReadOnlyList<KeptPiece> pieces, bool isReasoning) => pieces.Where(piece => piece.IsReasoning == isReasoning).Sum(piece => piece.Length);
}
