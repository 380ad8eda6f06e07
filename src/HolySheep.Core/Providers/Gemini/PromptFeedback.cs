using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>What a content policy said of the prompt.</summary>
/// <param name="Reason">Why the prompt was blocked; null if it was not.</param>
/// <param name="Message">A sentence on it; null if there is none.</param>
internal readonly record struct PromptFeedback(string? Reason, string? Message)
{
    // For reasons of which the word alone would mean something else, or nothing.
    private const string Blocked = "content_filter";

    /// <summary>Reads the feedback that the reader stands on.</summary>
    public static PromptFeedback Read(ref Utf8JsonReader reader)
    {
        var feedback = default(PromptFeedback);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return feedback;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("blockReason"u8) || reader.ValueTextEquals("block_reason"u8))
            {
                reader.Read();
                feedback = feedback with { Reason = JsonText.Read(ref reader) };
            }
            else if (reader.ValueTextEquals("blockReasonMessage"u8) || reader.ValueTextEquals("block_reason_message"u8))
            {
                reader.Read();
                feedback = feedback with { Message = JsonText.Read(ref reader) };
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return feedback;
    }

    /// <summary>Puts a block where the reason of an answer's end would stand: a blocked prompt has no candidate.</summary>
    public void Tell(AnswerChunk chunk)
    {
        if (string.IsNullOrEmpty(Reason))
        {
            return;
        }

        (chunk.SpeaksOfAnswer, chunk.HasAnswer) = (true, true);
        chunk.Delta ??= new MessagePiece();
        chunk.FinishReason = FinishReasons.Find(Reason)?.End == AnswerEnd.ContentFilter ? Reason : Blocked;
        chunk.FinishDetail = $"the prompt was blocked ({Reason})" + (string.IsNullOrEmpty(Message) ? "" : ": " + Message);
    }
}
