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
    };

    /// <summary>The pieces of a result, as the original stream brought them.</summary>
    public static IEnumerable<ChatUpdate> Stream(ChatResult result, KeptAnswer kept)
    {
        var source = new ChatSource(kept.Provider, kept.ModelSent, 0) { RequestId = kept.RequestId };
        foreach (var update in Texts(result, kept).Append(new ChatUpdate(ChatUpdateKind.Completed, "", result)))
        {
            yield return source is null ? update : update with { Source = source };
            source = null;
        }
    }

    private static IEnumerable<ChatUpdate> Texts(ChatResult result, KeptAnswer kept)
    {
        var (content, reasoning) = (result.Content, result.Reasoning ?? "");
        var (shown, thought) = (0, 0);
        var pieces = kept.Pieces;
        if (pieces.Where(piece => !piece.IsReasoning).Sum(piece => piece.Length) != content.Length || pieces.Where(piece => piece.IsReasoning).Sum(piece => piece.Length) != reasoning.Length)
        {
            // The answer came whole, or was put together in another way than it was shown.
            pieces = [new KeptPiece(true, reasoning.Length), new KeptPiece(false, content.Length)];
        }

        foreach (var piece in pieces.Where(piece => piece.Length > 0))
        {
            yield return piece.IsReasoning ? new ChatUpdate(ChatUpdateKind.Reasoning, reasoning.Substring(thought, piece.Length)) : new ChatUpdate(ChatUpdateKind.Text, content.Substring(shown, piece.Length));
            (shown, thought) = piece.IsReasoning ? (shown, thought + piece.Length) : (shown + piece.Length, thought);
        }
    }
}
