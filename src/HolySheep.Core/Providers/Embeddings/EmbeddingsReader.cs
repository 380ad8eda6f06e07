using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Exchange.Reading;

namespace HolySheep.Providers.Embeddings;

/// <summary>Reads the usage of an answer with embeddings, and whether it has vectors; the vectors go to the caller as they came.</summary>
internal static class EmbeddingsReader
{
    private const string Whole = "stop";

    /// <summary>Reads the object that the reader stands on; in the end it stands on the object's end.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static AnswerChunk Read(ref Utf8JsonReader reader)
    {
        var chunk = new AnswerChunk();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                ReadVectors(ref reader, chunk);
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
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                chunk.Usage = TokenUsageReader.Read(ref reader) ?? chunk.Usage;
            }
            else
            {
                var mayBeError = ErrorLook.IsNameOfError(reader.GetString()!);
                reader.Read();
                chunk.MayBeError |= mayBeError && reader.TokenType is not (JsonTokenType.Null or JsonTokenType.False);
                reader.Skip();
            }
        }

        return chunk;
    }

    private static void ReadVectors(ref Utf8JsonReader reader, AnswerChunk chunk)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // Without a text: nothing of it is counted or estimated as generated.
            (chunk.SpeaksOfAnswer, chunk.HasAnswer, chunk.FinishReason) = (true, true, Whole);
            chunk.Message ??= new MessagePiece { Content = "" };
            reader.Skip();
        }
    }
}
