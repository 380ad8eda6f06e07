using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Failures;
using HolySheep.Providers;
using HolySheep.Transport;

namespace HolySheep.Calls;

/// <summary>A call whose text the caller sees as it arrives: once text was shown, the target never changes unless the caller asked for restarts.</summary>
internal sealed class VisibleStream(CallState call, CallLoop loop, string asked, TimeProvider timeProvider) : IAsyncDisposable
{
    private IAnswerStream? _open;
    private StallGuard? _deadline;
    private AnswerPiece? _first;
    private readonly Queue<ChatUpdate> _last = new();
    private bool _done;

    /// <summary>The next update; null after the last.</summary>
    /// <exception cref="Errors.ChatException">No target gave a complete answer.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<ChatUpdate?> NextAsync(CancellationToken cancellationToken)
    {
        if (_done)
        {
            return _last.Count > 0 ? _last.Dequeue() : null;
        }

        try
        {
            return _open is null ? await OpenAsync(cancellationToken).ConfigureAwait(false) : await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _done = true;
            await loop.EndAsync(call, _open?.SoFar).ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _done = true;
        var soFar = _open?.SoFar;
        await CloseAsync().ConfigureAwait(false);
        await loop.EndAsync(call, soFar).ConfigureAwait(false);
    }

    private async ValueTask<ChatUpdate?> OpenAsync(CancellationToken cancellationToken)
    {
        var outcome = await loop.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (outcome is null)
        {
            _done = true;
            throw CallFailure.Of(call);
        }

        if (outcome.Answer is { } answer)
        {
            // It came in one piece and is shown in one piece.
            var completed = Completed(answer);
            var source = SourceOf(answer.RequestId, call.Attempts.Count);
            if (answer is { Content.Length: 0, ToolCalls.Count: 0, LastEvents: { } events })
            {
                // A stream that ended without a piece, as one for no text does.
                return completed with { Events = events, Source = source with { IsPassedOn = true } };
            }

            if (answer.Content.Length > 0)
            {
                _last.Enqueue(new ChatUpdate(ChatUpdateKind.Text, answer.Content) { IsRefusal = answer.Refusal == answer.Content });
            }

            for (var number = 0; number < answer.ToolCalls.Count; number++)
            {
                var tool = answer.ToolCalls[number];
                _last.Enqueue(new ChatUpdate(ChatUpdateKind.ToolCall, "") { ToolCall = new ChatToolCallDelta(number, tool.Id, tool.Name, tool.Arguments) });
            }

            _last.Enqueue(completed);
            return _last.Dequeue() with { Source = source };
        }

        _open = outcome.Stream!;
        _first = outcome.FirstPiece;
        _deadline = new StallGuard(timeProvider, cancellationToken);
        _deadline.Arm(call.TimeLeft > TimeSpan.Zero ? call.TimeLeft : TimeSpan.Zero);
        _open.Attach(_deadline.Token);
        var opened = SourceOf(_open.RequestId, call.Attempts.Count + 1) with { IsPassedOn = _open.IsPassedOn };
        return await ReadAsync(cancellationToken).ConfigureAwait(false) is { } first ? first with { Source = opened } : null;
    }

    private async ValueTask<ChatUpdate?> ReadAsync(CancellationToken cancellationToken)
    {
        Failure? failure;
        ProviderAnswer? answer = null;
        try
        {
            var piece = _first ?? await NextPieceAsync().ConfigureAwait(false);
            _first = null;
            if (piece is { } found)
            {
                return new ChatUpdate(found.Kind, found.Text) { ToolCall = found.ToolCall, IsRefusal = found.IsRefusal, Events = found.Events };
            }

            answer = _open!.Answer is { } read ? StructuredText.Of(read, call.Request) : null;
            failure = _open.Failure ?? AnswerCheck.FindFault(answer!, call.Request, shown: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && _deadline!.Expired)
        {
            failure = new Failure
            {
                Signal = FailureSignal.AttemptTimedOut,
                Message = "the time of the call ran out",
                PartialContent = _open!.SoFar.Content,
                Generated = _open.SoFar.Generated,
                Shown = true,
            };
        }

        if (failure is null)
        {
            await loop.SucceedAsync(call, answer!).ConfigureAwait(false);
            return Completed(answer!) with { Events = answer!.LastEvents };
        }

        await CloseAsync().ConfigureAwait(false);
        if (!await loop.GoOnAfterAsync(call, failure).ConfigureAwait(false))
        {
            _done = true;
            await loop.GiveUpAsync(call).ConfigureAwait(false);
            throw CallFailure.Of(call);
        }

        return new ChatUpdate(ChatUpdateKind.Restarted, "");
    }

    /// <summary>The next piece with something to show.</summary>
    private async ValueTask<AnswerPiece?> NextPieceAsync()
    {
        while (await _open!.ReadAsync().ConfigureAwait(false) is { } piece)
        {
            if (piece.Text.Length > 0 || piece.ToolCall is not null || piece.Events is { Count: > 0 })
            {
                return piece;
            }
        }

        return null;
    }

    private ChatSource SourceOf(string? requestId, int attempts) =>
        new(call.Target.Candidate.Provider, call.Target.Candidate.Model, attempts) { RequestId = requestId, CallId = call.BookedId };

    private ChatUpdate Completed(ProviderAnswer answer)
    {
        _done = true;
        return new ChatUpdate(ChatUpdateKind.Completed, "", CallResult.Of(call, answer, asked, timeProvider));
    }

    private async ValueTask CloseAsync()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync().ConfigureAwait(false);
            _open = null;
        }

        _deadline?.Dispose();
        _deadline = null;
    }
}
