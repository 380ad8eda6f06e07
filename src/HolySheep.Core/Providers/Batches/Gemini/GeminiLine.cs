using System;

namespace HolySheep.Providers.Batches.Gemini;

/// <summary>A line of Gemini's results, or an item of its list.</summary>
internal static class GeminiLine
{
    private const int Cancelled = 1;

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
            : JsonSlice.Number(error, "code"u8) == Cancelled ? RowReader.Cancelled()
            : StatusOf(JsonSlice.Number(error, "code"u8)) is { } status ? rows.Response(status, error, null)
            : rows.Error(error);
    }

    /// <summary>The HTTP status of an error; null if it has none. Operations give codes of google.rpc.Code, whose statuses are those of Google's API design guide.</summary>
    private static int? StatusOf(int? code) => code switch
    {
        >= 400 and < 600 => code,
        3 or 9 or 11 => 400,
        4 => 504,
        5 => 404,
        6 or 10 => 409,
        7 => 403,
        8 => 429,
        12 => 501,
        2 or 13 or 15 => 500,
        14 => 503,
        16 => 401,
        _ => null,
    };
}
