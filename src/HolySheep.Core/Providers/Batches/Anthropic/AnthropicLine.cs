using System;

namespace HolySheep.Providers.Batches.Anthropic;

/// <summary>A line of Anthropic's results.</summary>
internal static class AnthropicLine
{
    /// <summary>The result of a line; null if it names no request.</summary>
    public static BatchAnswer? Read(ReadOnlySpan<byte> line, RowReader rows)
    {
        if (JsonSlice.Text(line, "custom_id"u8) is not { Length: > 0 } id)
        {
            return null;
        }

        var result = JsonSlice.Member(line, "result"u8);
        var message = JsonSlice.Member(result, "message"u8);
        var error = JsonSlice.Member(result, "error"u8);
        return new BatchAnswer(id, JsonSlice.Text(result, "type"u8) switch
        {
            "succeeded" when !message.IsEmpty => rows.Whole(message, null),
            "errored" when !error.IsEmpty => rows.Error(error),
            "expired" => RowReader.Expired(),
            "canceled" => RowReader.Cancelled(),
            _ => RowReader.Nothing(),
        });
    }
}
