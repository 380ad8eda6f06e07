using System;
using System.Text.Json;
using HolySheep.Providers.Errors;
using HolySheep.Resilience;

namespace HolySheep.Providers.OpenAI;

/// <summary>Reads an answer from one JSON body.</summary>
internal static class CompletionReader
{
    /// <summary>Whether a body is an event stream in spite of its content type.</summary>
    public static bool LooksLikeEvents(ReadOnlySpan<byte> body)
    {
        body = SkipBlanks(body);
        return body.StartsWith("data:"u8) || body.StartsWith("event:"u8) || body.StartsWith(":"u8) || body.StartsWith("id:"u8) || body.StartsWith("retry:"u8);
    }

    public static AttemptOutcome Read(ReadOnlySpan<byte> body, int status, string? requestId)
    {
        if (SkipBlanks(body).IsEmpty)
        {
            return Failed(FailureSignal.EmptyAnswer, "the reply is empty", status, requestId);
        }

        CompletionDto? completion;
        try
        {
            completion = JsonSerializer.Deserialize(body, OpenAIJsonContext.Default.CompletionDto);
        }
        catch (JsonException)
        {
            return Failed(FailureSignal.BrokenJson, "the reply is no readable JSON completion", status, requestId);
        }

        var choice = completion?.Choice;
        var error = completion?.Error ?? choice?.Error;
        if (error is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } found)
        {
            return AttemptOutcome.Failed(ErrorReader.OfSuccess(found, requestId));
        }

        if (completion is null || choice is null || (choice.Message ?? choice.Delta) is null)
        {
            return Failed(FailureSignal.NotACompletion, "the reply is JSON but no completion", status, requestId);
        }

        var parts = new AnswerParts();
        parts.Add(completion);
        return AttemptOutcome.Answered(parts.ToAnswer(status, requestId, firstTextAt: null));
    }

    private static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> body)
    {
        var start = 0;
        while (start < body.Length && body[start] <= (byte)' ')
        {
            start++;
        }

        return body.Slice(start);
    }

    private static AttemptOutcome Failed(FailureSignal signal, string message, int status, string? requestId) =>
        AttemptOutcome.Failed(new Failure { Signal = signal, Status = status, Message = message, RequestId = requestId });
}
