using System;

namespace HolySheep.Providers.Batches.Gemini;

/// <summary>A line of Gemini's results, or an item of its list.</summary>
internal static class GeminiLine
{
    /// <summary>The result of a line; null if it names no request.</summary>
    public static BatchAnswer? Read(ReadOnlySpan<byte> line, RowReader rows)
    {
        if ((JsonSlice.Text(line, "key"u8) ?? JsonSlice.Text(JsonSlice.Member(line, "metadata"u8), "key"u8)) is not { Length: > 0 } id)
        {
            return null;
        }

        var response = JsonSlice.Member(line, "response"u8);
        return new BatchAnswer(id, !response.IsEmpty ? rows.Whole(response, null) : OfError(line, rows));
    }

    private static AttemptOutcome OfError(ReadOnlySpan<byte> line, RowReader rows)
    {
        var error = JsonSlice.Member(line, "error"u8);
        error = error.IsEmpty ? JsonSlice.Member(line, "status"u8) : error;
        return error.IsEmpty ? RowReader.Nothing()
            : JsonSlice.Number(error, "code"u8) is { } status and >= 400 and < 600 ? rows.Response(status, error, null)
            : rows.Error(error);
    }
}
