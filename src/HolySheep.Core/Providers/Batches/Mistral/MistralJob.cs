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
        if (JsonMember.Text(job, "id") is not { } id || JsonMember.Text(job, "status") is not { } status)
        {
            return null;
        }

        string[] results = [.. new[] { JsonMember.Text(job, "output_file"), JsonMember.Text(job, "error_file") }.OfType<string>()];
        var (succeeded, failed) = (JsonMember.Count(job, "succeeded_requests"), JsonMember.Count(job, "failed_requests"));
        var isWhole = string.Equals(status, "SUCCESS", System.StringComparison.OrdinalIgnoreCase);
        var state = status.ToUpperInvariant() switch
        {
            "QUEUED" => BatchState.Checking,
            "CANCELLATION_REQUESTED" => BatchState.Cancelling,
            "SUCCESS" or "TIMEOUT_EXCEEDED" or "CANCELLED" => BatchState.Ended,
            "FAILED" => results.Length > 0 || succeeded > 0 ? BatchState.Ended : BatchState.Refused,
            _ => BatchState.Running,
        };
        return new BatchStanding(id, state)
        {
            Succeeded = succeeded,
            Failed = failed,
            Promised = state != BatchState.Ended ? 0 : isWhole ? succeeded + failed : results.Length > 0 ? succeeded : 0,
            Results = state == BatchState.Ended ? results : [],
            InputFile = JsonMember.Of(job, "input_files") is { ValueKind: JsonValueKind.Array } files && files.GetArrayLength() > 0 && files[0].ValueKind == JsonValueKind.String ? files[0].GetString() : null,
            Refusal = state == BatchState.Refused ? RefusalOf(JsonMember.Of(job, "errors"), wire) : null,
        };
    }

    private static Failure RefusalOf(JsonElement errors, IWire wire) => errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0
        ? BatchRefusal.Of(errors, wire)
        : BatchRefusal.WithoutReason;
}
