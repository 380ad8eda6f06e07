using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange.Reading;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Reads a completion or a chunk; members of an unexpected type count as absent.</summary>
internal static class ChunkReader
{
    // Only an answer that the provider searched for has sources, and each search is billed. [OpenAI: web search]
    private const string WebSearch = "a web search";

    private const string Completion = "chat.completion";

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <param name="reader">Positioned at the object's start, and afterwards at its end.</param>
    /// <param name="anyIndex">Whether a single choice is accepted with any index.</param>
    /// <exception cref="JsonException">The text is not JSON, or its choices are not valid.</exception>
    public static AnswerChunk Read(ref Utf8JsonReader reader, bool anyIndex = false)
    {
        var chunk = new AnswerChunk();
        ChatUsage? aside = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8))
            {
                reader.Read();
                ReadChoices(ref reader, chunk, anyIndex);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                chunk.Id = JsonText.Read(ref reader);
            }
            else if (reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                chunk.Model = JsonText.Read(ref reader);
            }
            else if (reader.ValueTextEquals("created"u8))
            {
                reader.Read();
                chunk.Created = JsonText.ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                reader.Read();
                chunk.IsCompletion = JsonText.Read(ref reader, "chat.completion"u8, Completion) == Completion;
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                chunk.Usage = TokenUsageReader.Read(ref reader) ?? chunk.Usage;
            }
            else if (reader.ValueTextEquals("service_tier"u8))
            {
                reader.Read();
                chunk.OtherCharge = OtherCharges.OfTier(JsonText.Read(ref reader));
            }
            else
            {
                ReadOther(ref reader, chunk, ref aside);
            }
        }

        chunk.Usage ??= aside;
        if ((chunk.Delta ?? chunk.Message)?.Citations is { Count: > 0 })
        {
            chunk.OtherCharge ??= WebSearch;
        }

        return chunk;
    }

    /// <summary>Another member: one of an error, or a vendor's own with the usage in it.</summary>
    private static void ReadOther(ref Utf8JsonReader reader, AnswerChunk chunk, ref ChatUsage? aside)
    {
        var mayBeError = ErrorLook.IsNameOfError(reader.GetString()!);
        reader.Read();
        chunk.MayBeError |= mayBeError && reader.TokenType is not (JsonTokenType.Null or JsonTokenType.False);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUsage = reader.ValueTextEquals("usage"u8);
            reader.Read();
            if (isUsage)
            {
                aside = TokenUsageReader.Read(ref reader) ?? aside;
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadChoices(ref Utf8JsonReader reader, AnswerChunk chunk, bool anyIndex)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return;
            case JsonTokenType.StartObject:
                (chunk.SpeaksOfAnswer, chunk.HasAnswer) = (true, true);
                ReadChoice(ref reader, chunk);
                return;
            case not JsonTokenType.StartArray:
                throw new JsonException("The choices are not a list.");
        }

        var first = reader;
        var place = 0;
        var taken = false;
        chunk.SpeaksOfAnswer = true;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
        {
            chunk.HasAnswer = true;
            if (reader.TokenType == JsonTokenType.StartObject && IsAskedFor(reader, place))
            {
                ReadChoice(ref reader, chunk);
                taken = true;
            }
            else
            {
                reader.Skip();
            }
        }

        if (anyIndex && !taken && place == 1 && first.Read() && first.TokenType == JsonTokenType.StartObject)
        {
            ReadChoice(ref first, chunk);
        }
    }

    /// <summary>Whether it is the requested choice: index 0, or the first without an index.</summary>
    private static bool IsAskedFor(Utf8JsonReader choice, int place)
    {
        while (choice.Read() && choice.TokenType == JsonTokenType.PropertyName)
        {
            var isIndex = choice.ValueTextEquals("index"u8);
            choice.Read();
            if (isIndex && JsonText.ReadNumber(ref choice) is { } index)
            {
                return index == 0;
            }

            if (!isIndex)
            {
                choice.Skip();
            }
        }

        return place == 0;
    }

    private static void ReadChoice(ref Utf8JsonReader reader, AnswerChunk chunk)
    {
        string? native = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8))
            {
                reader.Read();
                chunk.Delta = MessageReader.Read(ref reader, chunk);
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                chunk.Message = MessageReader.Read(ref reader, chunk);
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                // The older completions format, which some servers use.
                reader.Read();
                var text = JsonText.Read(ref reader);
                chunk.Delta ??= text is null ? null : new MessagePiece { Content = text };
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                reader.Read();
                chunk.FinishReason = reader.TokenType == JsonTokenType.String ? JsonText.Read(ref reader, "stop"u8, "stop") : SkipValue(ref reader);
            }
            else if (reader.ValueTextEquals("native_finish_reason"u8))
            {
                reader.Read();
                native = reader.TokenType == JsonTokenType.String ? JsonText.Read(ref reader) : SkipValue(ref reader);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                chunk.Usage ??= TokenUsageReader.Read(ref reader);
            }
            else
            {
                chunk.MayBeError |= reader.ValueTextEquals("error"u8);
                reader.Read();
                reader.Skip();
            }
        }

        chunk.FinishReason = FinishReasons.Worse(chunk.FinishReason, native);
    }

    private static string? SkipValue(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }
}
