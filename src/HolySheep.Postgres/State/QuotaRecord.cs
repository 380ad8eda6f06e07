using System.Text.Json;
using HolySheep.Limits;

namespace HolySheep.Postgres.State;

/// <summary>What is known of an announced limit. Times are UTC ticks by the server's clock.</summary>
internal sealed record QuotaRecord
{
    public long RequestsUsed { get; init; }

    public long TokensUsed { get; init; }

    public string? Requests { get; init; }

    public string? Tokens { get; init; }

    public static Quota Read(string? json) => json is null || JsonSerializer.Deserialize(json, StateJsonContext.Default.QuotaRecord) is not { } record
        ? Quota.None
        : new Quota(new QuotaMark(record.RequestsUsed, record.TokensUsed), Window(record.Requests), Window(record.Tokens));

    public static string Write(Quota quota) => JsonSerializer.Serialize(
        new QuotaRecord { RequestsUsed = quota.Used.Requests, TokensUsed = quota.Used.Tokens, Requests = quota.Requests?.ToString(), Tokens = quota.Tokens?.ToString() },
        StateJsonContext.Default.QuotaRecord);

    private static QuotaWindow? Window(string? text) => text is null ? null : QuotaWindow.Parse(text);
}
