using System;
using System.Linq;
using System.Text.Json;
using HolySheep.Batches;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.Anthropic;

/// <summary>What Anthropic says of a batch.</summary>
/// <param name="Standing">How far it is.</param>
/// <param name="Total">The number of its requests.</param>
/// <param name="CreatedAt">When it was made; null if it does not say.</param>
/// <param name="IsArchived">Whether its results are gone.</param>
internal sealed record AnthropicBatch(BatchStanding Standing, int Total, DateTimeOffset? CreatedAt, bool IsArchived)
{
    private static readonly string[] FailedCounts = ["errored", "canceled", "expired"];

    /// <summary>Reads a batch; null if it is not one.</summary>
    public static AnthropicBatch? Read(JsonElement batch)
    {
        if (JsonMember.Text(batch, "id") is not { } id || JsonMember.Text(batch, "processing_status") is not { } status)
        {
            return null;
        }

        var counts = JsonMember.Of(batch, "request_counts");
        var succeeded = JsonMember.Count(counts, "succeeded");
        var failed = FailedCounts.Sum(name => JsonMember.Count(counts, name));
        var state = status switch
        {
            "ended" => BatchState.Ended,
            "canceling" => BatchState.Cancelling,
            _ => BatchState.Running,
        };
        var standing = new BatchStanding(id, state)
        {
            Succeeded = succeeded,
            Failed = failed,
            Promised = state == BatchState.Ended ? succeeded + failed : 0,
            Results = state == BatchState.Ended ? [id] : [],
            ExpiresAt = BatchTime.Read(JsonMember.Of(batch, "expires_at")),
        };
        return new AnthropicBatch(
            standing, succeeded + failed + JsonMember.Count(counts, "processing"), BatchTime.Read(JsonMember.Of(batch, "created_at")), JsonMember.Text(batch, "archived_at") is not null);
    }
}
