using System;

namespace HolySheep.Providers.Batches.OpenAI;

/// <summary>A line of OpenAI's results, with a response or an error.</summary>
internal static class OpenAILine
{
    private const string Expired = "batch_expired";
    private const string Cancelled = "batch_cancelled";

    /// <summary>The result of a line; null if it names no request.</summary>
    public static BatchAnswer? Read(ReadOnlySpan<byte> line, RowReader rows)
    {
        if (JsonSlice.Text(line, "custom_id"u8) is not { Length: > 0 } id)
        {
            return null;
        }

        var response = JsonSlice.Member(line, "response"u8);
        var body = JsonSlice.Member(response, "body"u8);
        var error = JsonSlice.Member(line, "error"u8);
        var outcome = !body.IsEmpty ? rows.Response(JsonSlice.Number(response, "status_code"u8) ?? 200, body, JsonSlice.Text(response, "request_id"u8))
            : JsonSlice.Number(response, "status_code"u8) is { } status and >= 300 ? rows.Response(status, error, JsonSlice.Text(response, "request_id"u8))
            : error.IsEmpty ? RowReader.Nothing()
            : JsonSlice.Text(error, "code"u8) switch
            {
                Expired => RowReader.Expired(),
                Cancelled => RowReader.Cancelled(),
                _ => rows.Error(error),
            };
        return new BatchAnswer(id, outcome);
    }
}
