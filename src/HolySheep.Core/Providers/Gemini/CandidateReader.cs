using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat.Parts;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Reads the candidates of a response, of which one is asked for.</summary>
/// <param name="isWhole">Whether a single candidate is accepted with any index.</param>
/// <param name="callId">Begins the ids of calls that have none.</param>
internal readonly struct CandidateReader(bool isWhole, string callId)
{
    /// <summary>Reads the list that the reader stands on into a chunk.</summary>
    /// <exception cref="JsonException">It is not a list of candidates.</exception>
    public void ReadList(ref Utf8JsonReader reader, AnswerChunk chunk)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return;
            case JsonTokenType.StartObject:
                (chunk.SpeaksOfAnswer, chunk.HasAnswer) = (true, true);
                Read(ref reader, chunk);
                return;
            case not JsonTokenType.StartArray:
                throw new JsonException("The candidates are not a list.");
        }

        var first = reader;
        var place = 0;
        var isTaken = false;
        chunk.SpeaksOfAnswer = true;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
        {
            chunk.HasAnswer = true;
            if (!isTaken && reader.TokenType == JsonTokenType.StartObject && (IndexOf(reader) ?? place) == 0)
            {
                Read(ref reader, chunk);
                isTaken = true;
            }
            else
            {
                reader.Skip();
            }
        }

        if (isWhole && !isTaken && place == 1 && first.Read() && first.TokenType == JsonTokenType.StartObject)
        {
            Read(ref first, chunk);
        }
    }

    private static int? IndexOf(Utf8JsonReader candidate)
    {
        while (candidate.Read() && candidate.TokenType == JsonTokenType.PropertyName)
        {
            var isIndex = candidate.ValueTextEquals("index"u8);
            candidate.Read();
            if (isIndex && JsonText.ReadNumber(ref candidate) is >= 0 and < int.MaxValue and var index)
            {
                return (int)index;
            }

            candidate.Skip();
        }

        return null;
    }

    private void Read(ref Utf8JsonReader reader, AnswerChunk chunk)
    {
        List<MessagePiece> pieces = [];
        List<ChatCitation>? citations = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                pieces = PartReader.ReadContent(ref reader, callId);
            }
            else if (reader.ValueTextEquals("finishReason"u8) || reader.ValueTextEquals("finish_reason"u8))
            {
                reader.Read();
                chunk.FinishReason = JsonText.Read(ref reader) ?? chunk.FinishReason;
            }
            else if (reader.ValueTextEquals("finishMessage"u8) || reader.ValueTextEquals("finish_message"u8))
            {
                reader.Read();
                chunk.FinishDetail = JsonText.Read(ref reader) ?? chunk.FinishDetail;
            }
            else if (reader.ValueTextEquals("citationMetadata"u8) || reader.ValueTextEquals("citation_metadata"u8))
            {
                reader.Read();
                citations = [.. citations ?? [], .. SourceReader.OfCitations(ref reader)];
            }
            else if (reader.ValueTextEquals("groundingMetadata"u8) || reader.ValueTextEquals("grounding_metadata"u8))
            {
                var kept = reader;
                ExtraReader.Read(ref kept, chunk);
                reader.Read();
                var metadata = JsonElement.ParseValue(ref reader);
                citations = [.. citations ?? [], .. SourceReader.OfGrounding(metadata)];
                chunk.OtherCharge = SourceReader.IsSearch(metadata) ? "a search" : chunk.OtherCharge;
            }
            else if (reader.ValueTextEquals("usageMetadata"u8) || reader.ValueTextEquals("usage_metadata"u8))
            {
                // Gateways put the counts here; those beside the candidates count, if there are any.
                reader.Read();
                chunk.Usage ??= UsageReader.Read(ref reader);
            }
            else if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                reader.Skip();
            }
            else
            {
                ExtraReader.Read(ref reader, chunk);
            }
        }

        var pictures = pieces.Select(piece => piece.Picture).OfType<string>().ToList();
        chunk.Pictures = pictures.Count > 0 ? pictures : chunk.Pictures;
        chunk.Delta = pieces.Count == 0 ? new MessagePiece() : MessagePiece.Of(pieces, pieces.Find(piece => piece.ReasoningData is not null)?.ReasoningData);
        chunk.Delta.Citations = citations is { Count: > 0 } ? citations : null;
    }
}
