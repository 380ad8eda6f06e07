using System;
using System.Linq;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Reads a response, whole or one of a stream, which have one form; members of an unexpected type count as absent.</summary>
internal static class ResponseReader
{
    // With what is around it, no longer than OpenAI takes: 40 characters.
    private const int LongestId = 28;

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <param name="reader">Positioned at the object's start, and afterwards at its end.</param>
    /// <param name="json">All of the JSON that the reader reads.</param>
    /// <param name="isWhole">Whether a single candidate is accepted with any index.</param>
    /// <exception cref="JsonException">The text is not JSON, or its candidates are not valid.</exception>
    public static AnswerChunk Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, bool isWhole)
    {
        var chunk = new AnswerChunk();
        var feedback = default(PromptFeedback);
        var hasCalls = json.IndexOf("unctionCall"u8) >= 0 || json.IndexOf("function_call"u8) >= 0;
        var candidate = new CandidateReader(isWhole, hasCalls ? CallId(reader) : "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("candidates"u8))
            {
                reader.Read();
                candidate.ReadList(ref reader, chunk);
            }
            else if (reader.ValueTextEquals("usageMetadata"u8) || reader.ValueTextEquals("usage_metadata"u8))
            {
                reader.Read();
                chunk.Usage = UsageReader.Read(ref reader) ?? chunk.Usage;
            }
            else if (reader.ValueTextEquals("promptFeedback"u8) || reader.ValueTextEquals("prompt_feedback"u8))
            {
                reader.Read();
                feedback = PromptFeedback.Read(ref reader);
            }
            else if (reader.ValueTextEquals("modelVersion"u8) || reader.ValueTextEquals("model_version"u8))
            {
                reader.Read();
                chunk.Model = JsonText.Read(ref reader);
            }
            else if (reader.ValueTextEquals("responseId"u8) || reader.ValueTextEquals("response_id"u8))
            {
                reader.Read();
                chunk.Id = JsonText.Read(ref reader);
            }
            else
            {
                ExtraReader.Read(ref reader, chunk);
            }
        }

        if (chunk.Delta is null or { IsEmpty: true })
        {
            feedback.Tell(chunk);
        }

        return chunk;
    }

    /// <summary>The beginning of the ids of calls without one: the same for all chunks of an answer, another for each answer.</summary>
    private static string CallId(Utf8JsonReader response)
    {
        while (response.Read() && response.TokenType == JsonTokenType.PropertyName)
        {
            var isId = response.ValueTextEquals("responseId"u8) || response.ValueTextEquals("response_id"u8);
            response.Read();
            if (isId && JsonText.Read(ref response) is { Length: > 0 } id)
            {
                return CallReader.Invented + "_" + new string([.. id.Where(character => character is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' or '_').Take(LongestId)]);
            }

            response.Skip();
        }

        return CallReader.Invented;
    }
}
