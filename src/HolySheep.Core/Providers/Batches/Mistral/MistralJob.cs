using System.Linq;
using System.Text.Json;
using HolySheep.Batches;
using HolySheep.Failures;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.Mistral;

/// <summary>Reads what Mistral says of a job.</summary>
internal static class MistralJob
{
    /// <summary>What a reply says; null if it is not a job.</summary>
    public static BatchStanding? Read(JsonElement job, IWire wire)
    {
        if (TextMember.Of(job, "id") is not { } id || TextMember.Of(job, "status") is not { } status)
        {
            return null;
        }

        string[] results = [.. new[] { TextMember.Of(job, "output_file"), TextMember.Of(job, "error_file") }.OfType<string>()];
        var succeeded = TextMember.Count(job, "succeeded_requests");
        var state = status.ToUpperInvariant() switch
        {
            "QUEUED" => BatchState.Checking,
            "CANCELLATION_REQUESTED" => BatchState.Cancelling,
            "SUCCESS" or "TIMEOUT_EXCEEDED" or "CANCELLED" => BatchState.Ended,
            "FAILED" => results.Length > 0 || succeeded > 0 ? BatchState.Ended : BatchState.Refused,
            _ => BatchState.Running,
        };
        var hasEnded = state == BatchState.Ended;
        return new BatchStanding(id, state)
        {
            Succeeded = succeeded,
            Failed = TextMember.Count(job, "failed_requests"),
            Results = hasEnded ? results : [],
            ResultFiles = hasEnded ? results : [],
            InputFile = JsonMember.Of(job, "input_files") is { ValueKind: JsonValueKind.Array } files && files.GetArrayLength() > 0 && files[0].ValueKind == JsonValueKind.String ? files[0].GetString() : null,
            Refusal = state == BatchState.Refused ? RefusalOf(JsonMember.Of(job, "errors"), wire) : null,
        };
    }

    private static Failure RefusalOf(JsonElement errors, IWire wire) => errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0
        ? BatchRefusal.Of(errors, wire)
        : BatchRefusal.WithoutReason;
}
