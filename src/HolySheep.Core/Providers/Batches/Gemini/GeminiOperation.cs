using System;
using System.Linq;
using System.Text.Json;
using HolySheep.Batches;
using HolySheep.Failures;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.Gemini;

/// <summary>Reads what Gemini says of a batch: an operation with its metadata. States and results stand in several places and spellings.</summary>
internal static class GeminiOperation
{
    private const string StateMark = "STATE_";

    /// <summary>What a reply says; null if it is not a batch.</summary>
    public static BatchStanding? Read(JsonElement operation, IWire wire)
    {
        var metadata = JsonMember.Of(operation, "metadata");
        if (JsonMember.Text(operation, "name") is not { } name || (JsonMember.Text(metadata, "state") ?? JsonMember.Text(operation, "state")) is not { } word)
        {
            return null;
        }

        var file = ResultPlaces(operation).Select(place => JsonMember.Text(place, "responsesFile")).FirstOrDefault(found => found is not null);
        var state = StateOf(word, file is not null || Inlined(operation).ValueKind == JsonValueKind.Array);
        var stats = JsonMember.Of(metadata, "batchStats");
        var (succeeded, failed) = (JsonMember.Count(stats, "successfulRequestCount"), JsonMember.Count(stats, "failedRequestCount"));
        return new BatchStanding(name, state)
        {
            Succeeded = succeeded,
            Failed = failed,
            Promised = IsWhole(word) ? succeeded + failed : 0,
            Results = file is null || state != BatchState.Ended ? [] : [file],
            InputFile = JsonMember.Text(JsonMember.Of(metadata, "inputConfig"), "fileName"),
            Refusal = state == BatchState.Refused ? RefusalOf(JsonMember.Of(operation, "error"), wire) : null,
        };
    }

    /// <summary>The name that the batch was given; null if it says none.</summary>
    public static string? NameOf(JsonElement operation) => JsonMember.Text(JsonMember.Of(operation, "metadata"), "displayName");

    /// <summary>When the batch was made; null if it does not say.</summary>
    public static DateTimeOffset? CreatedAt(JsonElement operation) => BatchTime.Read(JsonMember.Of(JsonMember.Of(operation, "metadata"), "createTime"));

    /// <summary>The results that are a part of a reply; undefined if there are none.</summary>
    public static JsonElement Inlined(JsonElement operation) => ResultPlaces(operation)
        .Select(place => JsonMember.Of(place, "inlinedResponses"))
        .Select(inlined => inlined.ValueKind == JsonValueKind.Object ? JsonMember.Of(inlined, "inlinedResponses") : inlined)
        .FirstOrDefault(inlined => inlined.ValueKind == JsonValueKind.Array);

    private static JsonElement[] ResultPlaces(JsonElement operation)
    {
        var (response, metadata) = (JsonMember.Of(operation, "response"), JsonMember.Of(operation, "metadata"));
        return [response, JsonMember.Of(response, "output"), JsonMember.Of(metadata, "output"), metadata];
    }

    // BATCH_STATE_RUNNING in the API, JOB_STATE_RUNNING in its packages.
    private static BatchState StateOf(string word, bool hasResults)
    {
        var at = word.IndexOf(StateMark, StringComparison.OrdinalIgnoreCase);
        return (at < 0 ? word : word.Substring(at + StateMark.Length)).ToUpperInvariant() switch
        {
            "PENDING" or "QUEUED" => BatchState.Checking,
            "CANCELLING" => BatchState.Cancelling,
            "SUCCEEDED" or "PARTIALLY_SUCCEEDED" or "CANCELLED" or "EXPIRED" => BatchState.Ended,
            "FAILED" => hasResults ? BatchState.Ended : BatchState.Refused,
            _ => BatchState.Running,
        };
    }

    // A batch that expired gives no results, whatever it counts; of a cancelled one it is not known.
    private static bool IsWhole(string word) => word.EndsWith("SUCCEEDED", StringComparison.OrdinalIgnoreCase);

    private static Failure RefusalOf(JsonElement error, IWire wire) => error.ValueKind == JsonValueKind.Object ? BatchRefusal.Of(error, wire) : BatchRefusal.WithoutReason;
}
