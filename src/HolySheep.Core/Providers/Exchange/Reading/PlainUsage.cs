using System.Text.Json;

namespace HolySheep.Providers.Exchange.Reading;

/// <summary>The token counts of OpenAI's own format, read in one pass. Nearly every answer has them, and looking for the names of all vendors takes ten times as long.</summary>
internal struct PlainUsage
{
    // Each is read once: of several members with one name the last counts, which TokenUsageReader knows.
    private Seen _seen;

    public long Prompt { get; private set; }

    public long Completion { get; private set; }

    public long Total { get; private set; }

    public long Cached { get; private set; }

    public long Reasoning { get; private set; }

    /// <summary>Reads the current value; false if it has a member of another vendor, or a value that is not a plain count.</summary>
    /// <param name="reader">Positioned at the object's start, and afterwards at its end if the result is true.</param>
    /// <param name="usage">The counts.</param>
    public static bool TryRead(ref Utf8JsonReader reader, out PlainUsage usage)
    {
        usage = default;
        return reader.TokenType == JsonTokenType.StartObject && usage.ReadMembers(ref reader, Part.Usage);
    }

    private bool ReadMembers(ref Utf8JsonReader reader, Part part)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = MemberOf(ref reader, part);
            if (member == Seen.None || (_seen & member) != 0)
            {
                return false;
            }

            _seen |= member;
            reader.Read();
            if (member is Seen.PromptDetails or Seen.CompletionDetails)
            {
                if (reader.TokenType != JsonTokenType.StartObject || !ReadMembers(ref reader, member == Seen.PromptDetails ? Part.PromptDetails : Part.CompletionDetails))
                {
                    return false;
                }
            }
            else if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var count) || count is < 0 or > int.MaxValue)
            {
                return false;
            }
            else
            {
                Take(member, count);
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private void Take(Seen member, long count)
    {
        switch (member)
        {
            case Seen.Prompt:
                Prompt = count;
                break;
            case Seen.Completion:
                Completion = count;
                break;
            case Seen.Total:
                Total = count;
                break;
            case Seen.Cached:
                Cached = count;
                break;
            case Seen.Reasoning:
                Reasoning = count;
                break;
        }
    }

    private static Seen MemberOf(ref Utf8JsonReader reader, Part part) => part switch
    {
        Part.Usage => reader.ValueTextEquals("prompt_tokens"u8) ? Seen.Prompt
            : reader.ValueTextEquals("completion_tokens"u8) ? Seen.Completion
            : reader.ValueTextEquals("total_tokens"u8) ? Seen.Total
            : reader.ValueTextEquals("prompt_tokens_details"u8) ? Seen.PromptDetails
            : reader.ValueTextEquals("completion_tokens_details"u8) ? Seen.CompletionDetails
            : Seen.None,
        Part.PromptDetails => reader.ValueTextEquals("cached_tokens"u8) ? Seen.Cached
            : reader.ValueTextEquals("audio_tokens"u8) ? Seen.PromptAudio
            : Seen.None,
        _ => reader.ValueTextEquals("reasoning_tokens"u8) ? Seen.Reasoning
            : reader.ValueTextEquals("audio_tokens"u8) ? Seen.CompletionAudio
            : reader.ValueTextEquals("accepted_prediction_tokens"u8) ? Seen.Accepted
            : reader.ValueTextEquals("rejected_prediction_tokens"u8) ? Seen.Rejected
            : Seen.None,
    };

    private enum Part
    {
        Usage,
        PromptDetails,
        CompletionDetails,
    }

    [System.Flags]
    private enum Seen
    {
        None = 0,
        Prompt = 1,
        Completion = 2,
        Total = 4,
        PromptDetails = 8,
        CompletionDetails = 16,
        Cached = 32,
        PromptAudio = 64,
        Reasoning = 128,
        CompletionAudio = 256,
        Accepted = 512,
        Rejected = 1024,
    }
}
