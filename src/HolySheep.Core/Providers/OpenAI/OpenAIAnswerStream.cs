using System;
using System.Collections.Generic;
using System.IO;
using System.Net.ServerSentEvents;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Providers.Errors;
using HolySheep.Resilience;
using HolySheep.Transport;

namespace HolySheep.Providers.OpenAI;

/// <summary>Reads an answer from server-sent events.</summary>
internal sealed class OpenAIAnswerStream : IAnswerStream
{
    private static readonly TimeSpan GraceAfterFinish = TimeSpan.FromSeconds(1);
    private readonly ExchangeScope _exchange;
    private readonly ProviderCall _call;
    private readonly IAsyncEnumerator<SseItem<StreamEvent>> _events;
    private readonly AnswerParts _parts = new();
    private AnswerPiece? _queued;
    private long? _firstTextAt;
    private bool _begun;
    private bool _shown;

    public OpenAIAnswerStream(ExchangeScope exchange, Stream body, ProviderCall call)
    {
        _exchange = exchange;
        _call = call;
        _events = SseParser.Create(body, StreamEvent.Read).EnumerateAsync(exchange.Guard.Token).GetAsyncEnumerator(exchange.Guard.Token);
    }

    public ProviderAnswer? Answer { get; private set; }

    public Failure? Failure { get; private set; }

    public AnswerSoFar SoFar => _parts.SoFar;

    public void Attach(CancellationToken caller) => _exchange.Guard.Attach(caller);

    public async ValueTask<AnswerPiece?> ReadAsync()
    {
        if (_queued is { } queued)
        {
            _queued = null;
            return queued;
        }

        while (Answer is null && Failure is null)
        {
            var piece = Take(await NextAsync().ConfigureAwait(false));
            if (piece is not null)
            {
                _shown = _call.Visible;
                return piece;
            }
        }

        _exchange.Guard.Disarm();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync().ConfigureAwait(false);
        _exchange.Dispose();
    }

    /// <summary>The next event; null where the stream has ended, in whatever way.</summary>
    private async ValueTask<StreamEvent?> NextAsync()
    {
        try
        {
            if (await _events.MoveNextAsync().ConfigureAwait(false))
            {
                _begun = true;
                return _events.Current.Data;
            }

            EndOr(_begun ? FailureSignal.BrokenOff : FailureSignal.EmptyAnswer, _begun ? "the stream ended without a finish reason" : "the reply is empty");
        }
        catch (Exception exception) when (_exchange.Guard.Expired && (exception is OperationCanceledException || TransportFaults.IsTransport(exception)))
        {
            // .NET Framework tells of a cancelled read as of a broken one.
            EndOr(_firstTextAt is null ? FailureSignal.NoFirstToken : FailureSignal.Stalled, _firstTextAt is null ? "no text came in time" : "the stream stalled");
        }
        catch (Exception exception) when (TransportFaults.IsTransport(exception))
        {
            _exchange.ThrowIfCallerLeft();
            EndOr(FailureSignal.BrokenOff, TransportFaults.OfBody(exception).Message);
        }

        return null;
    }

    /// <summary>After a finish reason whatever ends the stream ends a whole answer.</summary>
    private void EndOr(FailureSignal signal, string message)
    {
        if (_parts.FinishReason is not null)
        {
            Complete();
            return;
        }

        // Before the first text nothing was cut: the reply was just shorter than it should be.
        Fail(signal == FailureSignal.BrokenOff && _firstTextAt is null ? FailureSignal.ShortBody : signal, message);
    }

    private AnswerPiece? Take(StreamEvent? next)
    {
        switch (next?.Kind)
        {
            case StreamEventKind.Chunk:
                return TakeChunk(next.Value.Chunk!);
            case StreamEventKind.Done:
                Complete();
                return null;
            case StreamEventKind.Error:
                Failure = WithAnswer(ErrorReader.OfSuccess(next.Value.Chunk!.Error!.Value, _exchange.RequestId));
                return null;
            case StreamEventKind.Unreadable when _shown:
                _parts.Warn("An event of the stream could not be read and was left out.");
                return null;
            case StreamEventKind.Unreadable:
                Fail(FailureSignal.UnreadableEvent, "an event of the stream could not be read");
                return null;
            default:
                return null;
        }
    }

    private AnswerPiece? TakeChunk(CompletionDto chunk)
    {
        var finished = _parts.FinishReason is not null;
        var (reasoning, text, tool) = _parts.Add(chunk);
        var progress = !string.IsNullOrEmpty(reasoning) || !string.IsNullOrEmpty(text) || tool;
        if (progress)
        {
            _firstTextAt ??= _exchange.TimeProvider.GetTimestamp();
        }

        if (_parts.FinishReason is not null)
        {
            // Counts that came before the finish reason are not the last word.
            if (chunk.Usage?.ToUsage() is not null)
            {
                Complete();
            }
            else if (!finished)
            {
                _exchange.Guard.Arm(GraceAfterFinish);
            }
        }
        else if (progress)
        {
            _exchange.Guard.Arm(_call.Stall);
        }

        return progress ? Piece(reasoning, text) : null;
    }

    private AnswerPiece Piece(string? reasoning, string? text)
    {
        var answer = new AnswerPiece(ChatUpdateKind.Text, text ?? "");
        if (string.IsNullOrEmpty(reasoning))
        {
            return answer;
        }

        _queued = answer.Text.Length > 0 ? answer : null;
        return new AnswerPiece(ChatUpdateKind.Reasoning, reasoning!);
    }

    private void Complete() => Answer = _parts.ToAnswer(_exchange.Status, _exchange.RequestId, _firstTextAt);

    private void Fail(FailureSignal signal, string message) =>
        Failure = WithAnswer(new Failure { Signal = signal, Status = _exchange.Status, Message = message, RequestId = _exchange.RequestId });

    private Failure WithAnswer(Failure failure)
    {
        var soFar = _parts.SoFar;
        return failure with { PartialContent = soFar.Content, Generated = soFar.Generated, Usage = _parts.Usage, Shown = _shown };
    }
}
