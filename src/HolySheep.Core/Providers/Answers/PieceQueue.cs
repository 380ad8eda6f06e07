using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Answers;

/// <summary>The pieces of an answer that were read and not handed out yet, in their order.</summary>
internal sealed class PieceQueue
{
    private readonly Queue<AnswerPiece> _pieces = new();

    public int Count => _pieces.Count;

    /// <summary>The next piece.</summary>
    public AnswerPiece Take() => _pieces.Dequeue();

    /// <summary>Adds what a chunk brought.</summary>
    /// <param name="progress">What it added to the answer.</param>
    /// <param name="events">The provider's own events, which go with the first piece; null if they are not passed on.</param>
    /// <param name="isOther">Whether it brought something that only the provider's own events can say.</param>
    public void Add(AnswerProgress progress, PassedEvents? events = null, bool isOther = false)
    {
        if (progress.Reasoning.Length > 0)
        {
            _pieces.Enqueue(new AnswerPiece(ChatUpdateKind.Reasoning, progress.Reasoning) { Events = events?.Take() });
        }

        var deltas = progress.ToolDeltas?.Count ?? 0;
        if (progress.Text.Length > 0 || ((progress.Tool || isOther) && progress.Reasoning.Length == 0 && deltas == 0))
        {
            _pieces.Enqueue(new AnswerPiece(ChatUpdateKind.Text, progress.Text) { IsRefusal = progress.IsRefusal, Events = events?.Take() });
        }

        for (var number = 0; number < deltas; number++)
        {
            _pieces.Enqueue(new AnswerPiece(ChatUpdateKind.ToolCall, "", progress.ToolDeltas![number]) { Events = events?.Take() });
        }
    }
}
