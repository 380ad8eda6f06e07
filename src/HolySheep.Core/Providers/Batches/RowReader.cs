using System;
using System.Text.Json;
using HolySheep.Failures;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches;

/// <summary>Reads the results of a batch as the answers and failures of calls are read.</summary>
internal sealed class RowReader(IWire wire, ProviderCall call)
{
    private const int Ok = 200;
    private readonly RequestQuotes _quotes = RequestQuotes.Of(call.Request);
    private readonly WireNotes _notes = RequestLine.NotesOf(wire, call);

    /// <summary>An answer, or an error in its place.</summary>
    public AttemptOutcome Whole(ReadOnlySpan<byte> body, string? requestId) =>
        WholeAnswer.Read(wire, body, Ok, requestId, call, _notes)
        ?? AttemptOutcome.Failed(new Failure { Signal = FailureSignal.NotACompletion, Status = Ok, Message = "the result is not one answer", RequestId = requestId });

    /// <summary>A response with its status.</summary>
    public AttemptOutcome Response(int status, ReadOnlySpan<byte> body, string? requestId) =>
        status is >= 200 and < 300 ? Whole(body, requestId) : AttemptOutcome.Failed(ErrorReader.OfBody(wire, status, null, body, requestId, _quotes));

    /// <summary>An error without a status.</summary>
    public AttemptOutcome Error(ReadOnlySpan<byte> error)
    {
        var reader = new Utf8JsonReader(error);
        return AttemptOutcome.Failed(ErrorReader.OfElement(wire, JsonElement.ParseValue(ref reader), "the request failed in the batch", null, _quotes));
    }

    /// <summary>A request that the provider did not come to in time.</summary>
    public static AttemptOutcome Expired() =>
        AttemptOutcome.Failed(new Failure { Signal = FailureSignal.BatchExpired, Message = "the batch expired before the provider came to this request" });

    /// <summary>A request whose batch was cancelled.</summary>
    public static AttemptOutcome Cancelled() =>
        AttemptOutcome.Failed(new Failure { Signal = FailureSignal.Cancelled, Message = "the batch was cancelled before the provider came to this request" });

    /// <summary>A result that says neither an answer nor an error.</summary>
    public static AttemptOutcome Nothing() =>
        AttemptOutcome.Failed(new Failure { Signal = FailureSignal.NotACompletion, Message = "the result of the request holds neither an answer nor an error" });
}
