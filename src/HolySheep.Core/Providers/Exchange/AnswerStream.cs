using System;
using System.Collections.Generic;
using System.Net.ServerSentEvents;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Failures;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Transport;

namespace HolySheep.Providers.Exchange;

/// <summary>Reads an answer from server-sent events.</summary>
internal sealed class AnswerStream : IAnswerStream
{
    private const string LeftOut = "An event of the stream could not be read and was left out.";
    private readonly IWire _wire;
    private readonly ExchangeScope _exchange;
    private readonly ProviderCall _call;
    private readonly EventBody _body;
    private readonly IAsyncEnumerator<SseItem<(StreamEvent Event, string? Data)>> _events;
    private PassedEvents? _passed;
    private readonly AnswerBuilder _answer;
    private readonly StreamMarks _marks;
    private readonly PieceQueue _pieces = new();
    private StreamEvent? _next;
    private long? _firstTextAt;
    private bool _begun;
    private bool _chunked;
    private bool _leftOut;
    private bool _shown;

    public AnswerStream(IWire wire, ExchangeScope exchange, EventBody body, ProviderCall call)
    {
        _wire = wire;
        _body = body;
        _exchange = exchange;
        _call = call;
        _marks = new StreamMarks(call.Stall, call.FirstToken);
        _answer = new AnswerBuilder(call.Candidate, call.Visible, call.Request.Messages);
        _answer.Warn(exchange.Notes);
        _passed = call.Visible && OriginalRequest.Of(call) is not null ? new PassedEvents() : null;
        _events = SseParser.Create(body, (type, data) => (StreamEvent.Read(wire, type, data), _passed is null ? null : JsonText.OfBytes(data))).EnumerateAsync(exchange.Guard.Token).GetAsyncEnumerator(exchange.Guard.Token);
    }

    public ProviderAnswer? Answer { get; private set; }

    public Failure? Failure { get; private set; }

    public string? RequestId => _exchange.RequestId;

    public bool IsPassedOn => _passed is not null;

    public AnswerSoFar SoFar => _answer.SoFar;

    public void Attach(CancellationToken caller) => _exchange.Guard.Attach(caller);

    public async ValueTask<AnswerPiece?> ReadAsync()
    {
        while (_pieces.Count == 0 && Answer is null && Failure is null)
        {
            if (await NextAsync().ConfigureAwait(false) is { } next)
            {
                Take(next);
                PassOn();
            }
        }

        if (Failure is null && _pieces.Count > 0)
        {
            _shown = _call.Visible;
            return _pieces.Take();
        }

        _exchange.Guard.Disarm();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync().ConfigureAwait(false);
        _exchange.Dispose();
    }

    /// <summary>The next event; null if the stream has ended for any reason.</summary>
    private async ValueTask<StreamEvent?> NextAsync()
    {
        if (_next is { } next)
        {
            _next = next.Next;
            return next;
        }

        try
        {
            if (await _events.MoveNextAsync().ConfigureAwait(false))
            {
                _begun = true;
                _body.EventRead();
                var (read, data) = _events.Current.Data;
                if (data is not null)
                {
                    _passed!.Add(_events.Current.EventType, read, data);
                }

                _next = read.Next;
                return read;
            }

            Ended();
        }
        catch (Exception exception) when (_exchange.Guard.Expired && (exception is OperationCanceledException || TransportFaults.IsTransport(exception)))
        {
            // .NET Framework reports a cancelled read as a broken connection.
            FellSilent();
        }
        catch (TransportException exception)
        {
            CompleteOrFail(_marks.IsCertain, FailureSignal.NotACompletion, exception.Message);
        }
        catch (Exception exception) when (TransportFaults.IsTransport(exception))
        {
            _exchange.ThrowIfCallerLeft();
            CompleteOrFail(_marks.IsCertain, FailureSignal.BrokenOff, TransportFaults.OfBody(exception).Message);
        }

        return null;
    }

    private void Ended()
    {
        var (signal, message) = _chunked ? (FailureSignal.BrokenOff, "the stream ended without a finish reason")
            : _begun ? (FailureSignal.NotACompletion, "the reply is a stream of events but not a completion")
            : (FailureSignal.EmptyAnswer, "the reply is empty");
        CompleteOrFail(_marks.Marked, signal, message);
    }

    private void FellSilent()
    {
        var (signal, message) = _marks.Marked ? (FailureSignal.BrokenOff, "the stream stalled before its end")
            : _marks.HasText ? (FailureSignal.Stalled, "the stream stalled")
            : (FailureSignal.NoFirstToken, "no text came in time");
        CompleteOrFail(_marks.SilenceCompletes, signal, message);
    }

    private void CompleteOrFail(bool whole, FailureSignal signal, string message)
    {
        if (whole)
        {
            Complete();
            return;
        }

        // Before the first text nothing was cut: the reply was only too short.
        Fail(signal == FailureSignal.BrokenOff && !_marks.HasText ? FailureSignal.ShortBody : signal, message);
    }

    private void Take(StreamEvent next)
    {
        switch (next.Kind)
        {
            case StreamEventKind.Chunk:
                _chunked = true;
                TakeChunk(next.Chunk!);
                break;
            case StreamEventKind.Done:
                TakeDone(next.Chunk);
                break;
            case StreamEventKind.Error:
                if (next.Chunk is { } counted)
                {
                    _answer.Count(counted);
                }

                Failure = WithAnswer(ErrorReader.OfSuccess(_wire, next.Error, _exchange.RequestId, RequestQuotes.Of(_call.Request)));
                break;
            case StreamEventKind.Unreadable:
                TakeUnreadable();
                break;
        }
    }

    /// <summary>Ends the answer by the wire's last event; on some wires that event says the answer whole, and why it ended.</summary>
    private void TakeDone(AnswerChunk? last)
    {
        if (last is null && !_wire.EndsWithDone)
        {
            Ended();
            return;
        }

        if (last is { HasAnswer: true })
        {
            _chunked = true;
            TakeChunk(last);
        }

        if (Answer is null && Failure is null)
        {
            var message = _leftOut ? "an event could not be read, and the stream ended without a finish reason" : "the stream ended within a tool call, without a finish reason";
            CompleteOrFail(_marks.Marked || (!_leftOut && !_answer.EndsWithinCall), FailureSignal.BrokenOff, message);
        }
    }

    /// <summary>An unreadable event does not harm a complete answer; otherwise it may have contained a part of the answer.</summary>
    private void TakeUnreadable()
    {
        if (!_shown && !_marks.IsCertain)
        {
            Fail(FailureSignal.UnreadableEvent, "an event of the stream could not be read");
            return;
        }

        _leftOut = true;
        _answer.Warn(LeftOut);
    }

    private void TakeChunk(AnswerChunk chunk)
    {
        var progress = _answer.Add(chunk, _shown);
        if (chunk.IsPlainReply && _passed is not null && (progress.Any || chunk.HasOther) && !TryTranslate(progress))
        {
            return;
        }

        var brings = _passed is not null && (chunk.HasOther || chunk.BringsContent || (chunk.HasOwnWork && !_shown));
        if (progress.Any || brings)
        {
            if (_leftOut && !_shown)
            {
                // The answer was not complete when the event was skipped.
                Fail(FailureSignal.UnreadableEvent, "an event of the stream could not be read");
                return;
            }

            _firstTextAt ??= _exchange.TimeProvider.GetTimestamp();
            if (_answer.Length > ReplyBounds.Answer)
            {
                Fail(FailureSignal.NotACompletion, "the answer is longer than 8 million characters");
                return;
            }
        }

        var stopped = _answer.Finish?.End is null or AnswerEnd.Stop;
        if (_marks.Take(FinishReasons.Find(chunk.FinishReason) is not null, chunk is { IsCompletion: true, Message: not null }, progress.Any || (brings && chunk.HasOther), stopped, brings) is { } limit)
        {
            _exchange.Guard.Arm(limit);
        }

        _pieces.Add(progress, _passed, brings);
        if (_marks.Marked && !chunk.HasAnswer && chunk.Usage is not null && (_marks.HasText || !stopped))
        {
            // Counts with a choice are not final; counts by themselves are.
            Complete();
        }
    }

    /// <summary>Hands out the provider's own events as they come, once the caller has seen the first of them. What says why the answer ended waits until the answer is judged.</summary>
    private void PassOn()
    {
        if (_shown && _passed is not null && _pieces.Count == 0 && _next is null && !_marks.Marked && Answer is null && Failure is null)
        {
            _pieces.Add(AnswerProgress.None, _passed, isOther: true);
        }
    }

    /// <summary>Gives up passing the provider's events on, because clients of the wire would not see the text in this one; false if the answer ends with that.</summary>
    private bool TryTranslate(AnswerProgress progress)
    {
        if (!_shown)
        {
            _passed = null;
            return true;
        }

        var isNew = progress.Text.Length > 0 || progress.Reasoning.Length > 0 || progress.ToolDeltas is { Count: > 0 };
        if (isNew)
        {
            // Half of it has gone out in the provider's own events.
            Fail(FailureSignal.BrokenOff, "the stream ended with a plain reply in place of its rest");
        }

        return !isNew;
    }

    private void Complete()
    {
        _pieces.Add(_answer.End());
        Answer = _answer.ToAnswer(_exchange.Status, _exchange.RequestId, _firstTextAt) with { LastEvents = _passed is null ? null : _passed.Take() ?? [], LacksPiece = _leftOut };
    }

    private void Fail(FailureSignal signal, string message) =>
        Failure = WithAnswer(new Failure { Signal = signal, Status = _exchange.Status, Message = message, RequestId = _exchange.RequestId });

    private Failure WithAnswer(Failure failure)
    {
        var soFar = _answer.SoFar;
        return failure with { PartialContent = soFar.Content, Generated = soFar.Generated, Usage = _answer.Usage, Shown = _shown };
    }
}
