using System;
using System.Globalization;
using System.Text.Json;

namespace HolySheep.Providers.OpenAI;

/// <summary>What an error body says, in whichever of its many shapes.</summary>
internal sealed record ErrorBody
{
    public string? Code { get; private init; }

    public string? Type { get; private init; }

    public string? Message { get; private init; }

    public string? RequestId { get; private init; }

    public TimeSpan? WaitHint { get; private init; }

    /// <summary>Where the quota of a whole day is used up.</summary>
    public bool DailyQuota { get; private init; }

    /// <summary>The error of a body: <c>{"error": …}</c>, a list with one, or the members themselves; null where it holds none.</summary>
    public static ErrorBody? Of(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return root.GetArrayLength() > 0 ? Of(root[0]) : null;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return root.TryGetProperty("error", out var error) && error.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? OfError(error)
            : OfError(root);
    }

    /// <summary>The error itself: an object, or only its text.</summary>
    public static ErrorBody OfError(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return new ErrorBody { Message = Text(error) };
        }

        var (wait, daily) = Details(error);
        return new ErrorBody
        {
            Code = Text(error, "code"),
            Type = Text(error, "status") ?? Text(error, "type"),
            Message = Text(error, "message") ?? Text(error, "detail") ?? Text(error, "msg"),
            RequestId = Text(error, "request_id"),
            WaitHint = wait ?? RetryAfter(error),
            DailyQuota = daily,
        };
    }

    private static TimeSpan? RetryAfter(JsonElement error) =>
        double.TryParse(Text(error, "retry_after"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Transport.WaitHint.Seconds(seconds) : null;

    /// <summary>Google's error details: a RetryInfo with the wait, a QuotaFailure with the quota's name.</summary>
    private static (TimeSpan? Wait, bool Daily) Details(JsonElement error)
    {
        TimeSpan? wait = null;
        var daily = false;
        if (error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array)
        {
            foreach (var detail in details.EnumerateArray())
            {
                if (detail.ValueKind == JsonValueKind.Object)
                {
                    wait ??= Transport.WaitHint.Duration(Text(detail, "retryDelay"));
                    daily |= detail.TryGetProperty("violations", out var violations) && violations.GetRawText().IndexOf("PerDay", StringComparison.Ordinal) >= 0;
                }
            }
        }

        return (wait, daily);
    }

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Read(value),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    private static string? Read(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a character: no string, but its JSON can still be shown.
            return text.GetRawText();
        }
    }
}
