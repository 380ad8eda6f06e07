using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Reads what a content policy said of the prompt. A blocked prompt has no candidate: the reason stands where that of an answer's end would.</summary>
internal static class PromptFeedback
{
    // For reasons of which the word alone would mean something else, or nothing.
    private const string Blocked = "content_filter";

    public static void Read(ref Utf8JsonReader reader, AnswerChunk chunk)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        string? reason = null, message = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("blockReason"u8) || reader.ValueTextEquals("block_reason"u8))
            {
                reader.Read();
                reason = JsonText.Read(ref reader);
            }
            else if (reader.ValueTextEquals("blockReasonMessage"u8) || reader.ValueTextEquals("block_reason_message"u8))
            {
                reader.Read();
                message = JsonText.Read(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (!string.IsNullOrEmpty(reason))
        {
            (chunk.SpeaksOfAnswer, chunk.HasAnswer) = (true, true);
            chunk.Delta ??= new MessagePiece();
            chunk.FinishReason = FinishReasons.Find(reason)?.End == AnswerEnd.ContentFilter ? reason : Blocked;
            chunk.FinishDetail = $"the prompt was blocked ({reason})" + (string.IsNullOrEmpty(message) ? "" : ": " + message);
        }
    }
}
