using System;
using System.Text.Json;
using HolySheep.Failures;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Transport;

namespace HolySheep.Providers.Exchange;

/// <summary>Reads an answer from one JSON body.</summary>
internal static class WholeAnswer
{
    /// <summary>Reads a body; null if something follows its first JSON value, so that it is not one body but events without their form. What an error quotes of the request does not judge it.</summary>
    public static AttemptOutcome? Read(IWire wire, ReadOnlySpan<byte> body, int status, string? requestId, ProviderCall? call = null, WireNotes? notes = null)
    {
        body = JsonText.Trim(body);
        if (body.IsEmpty)
        {
            return Failed(FailureSignal.EmptyAnswer, "the reply is empty", status, requestId);
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            var inList = reader.TokenType == JsonTokenType.StartArray;
            if (inList)
            {
                reader.Read();
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return Failed(FailureSignal.NotACompletion, "the reply is JSON but not a completion", status, requestId);
            }

            var start = (int)reader.TokenStartIndex;
            var chunk = wire.ReadAnswer(ref reader, body);
            var end = (int)reader.BytesConsumed;
            var rest = JsonText.Trim(body.Slice(end));
            return !rest.IsEmpty && !(inList && rest.Length == 1 && rest[0] == (byte)']') ? null : OfChunk(wire, chunk, body.Slice(start, end - start), status, requestId, call, notes);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Failed(FailureSignal.BrokenJson, "the reply is not a readable JSON completion", status, requestId);
        }
    }

    private static AttemptOutcome OfChunk(IWire wire, AnswerChunk chunk, ReadOnlySpan<byte> said, int status, string? requestId, ProviderCall? call, WireNotes? notes)
    {
        if ((chunk.MayBeError || !chunk.HasAnswer) && said.Length <= ReplyBounds.Error)
        {
            var reader = new Utf8JsonReader(said);
            if (wire.FindError(JsonElement.ParseValue(ref reader), chunk.HasAnswer) is { } error)
            {
                var counted = new AnswerBuilder(call?.Candidate);
                counted.Count(chunk);
                return AttemptOutcome.Failed(ErrorReader.OfSuccess(wire, error, requestId, call is null ? null : RequestQuotes.Of(call.Request)) with { Usage = counted.Usage });
            }
        }

        if ((chunk.Message ?? chunk.Delta) is null)
        {
            return Failed(FailureSignal.NotACompletion, "the reply is JSON but not a completion", status, requestId);
        }

        var answer = new AnswerBuilder(call?.Candidate, conversation: call?.Request.Messages);
        answer.Warn(notes);
        answer.Add(chunk);
        answer.End();
        var read = answer.ToAnswer(status, requestId, firstTextAt: null);
        return AttemptOutcome.Answered(call is not null && OriginalRequest.Of(call) is not null ? read with { Original = said.ToArray() } : read);
    }

    private static AttemptOutcome Failed(FailureSignal signal, string message, int status, string? requestId) =>
        AttemptOutcome.Failed(new Failure { Signal = signal, Status = status, Message = message, RequestId = requestId });
}
