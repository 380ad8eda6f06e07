using System;
using System.Linq;
using System.Text.Json;
using HolySheep.Batches;
using HolySheep.Failures;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.OpenAI;

/// <summary>Reads what OpenAI and Azure say of a batch; Azure writes states in other letter cases, times as texts, and counts as null.</summary>
internal static class BatchJson
{
    /// <summary>What a reply says; null if it is not a batch.</summary>
    public static BatchStanding? Read(JsonElement batch, IWire wire)
    {
        if (JsonMember.Text(batch, "id") is not { } id || JsonMember.Text(batch, "status") is not { } status)
        {
            return null;
        }

        var counts = JsonMember.Of(batch, "request_counts");
        string[] results = [.. new[] { JsonMember.Text(batch, "output_file_id"), JsonMember.Text(batch, "error_file_id") }.OfType<string>()];
        var state = StateOf(status, isAnswered: results.Length > 0 || JsonMember.Count(counts, "completed") > 0);
        var (succeeded, failed) = (JsonMember.Count(counts, "completed"), JsonMember.Count(counts, "failed"));
        return new BatchStanding(id, state)
        {
            Succeeded = succeeded,
            Failed = failed,
            Promised = PromisedBy(status, succeeded, failed, results.Length > 0),
            Results = state == BatchState.Ended ? results : [],
            InputFile = JsonMember.Text(batch, "input_file_id"),
            ExpiresAt = BatchTime.Read(JsonMember.Of(batch, "expires_at")),
            Refusal = state == BatchState.Refused ? RefusalOf(JsonMember.Of(batch, "errors"), wire) : null,
        };
    }

    /// <summary>When the batch was made; null if it does not say.</summary>
    public static DateTimeOffset? CreatedAt(JsonElement batch) => BatchTime.Read(JsonMember.Of(batch, "created_at"));

    private static BatchState StateOf(string status, bool isAnswered) => status.ToLowerInvariant() switch
    {
        "validating" => BatchState.Checking,
        "cancelling" => BatchState.Cancelling,
        "completed" or "expired" or "cancelled" => BatchState.Ended,
        "failed" => isAnswered ? BatchState.Ended : BatchState.Refused,
        _ => BatchState.Running,
    };

    // Not every provider lists what expired or was cancelled among the errors.
    private static int PromisedBy(string status, int succeeded, int failed, bool hasResults) => status.ToLowerInvariant() switch
    {
        "completed" => succeeded + failed,
        "expired" or "cancelled" => succeeded,
        "failed" when hasResults => succeeded,
        _ => 0,
    };

    private static Failure RefusalOf(JsonElement errors, IWire wire)
    {
        if (errors.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return BatchRefusal.WithoutReason;
        }

        var failure = BatchRefusal.Of(errors, wire);
        var data = JsonMember.Of(errors, "data");
        return data.ValueKind == JsonValueKind.Array && data.EnumerateArray().Any(error => EnqueuedLimit.Is(JsonMember.Text(error, "code"))) ? failure with { Signal = FailureSignal.RateLimited } : failure;
    }
}
