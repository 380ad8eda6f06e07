using System;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Health;
using HolySheep.Postgres.Connections;

namespace HolySheep.Postgres.State;

/// <summary>A health as its record holds it; times are UTC ticks by the server's clock.</summary>
internal sealed record HealthRecord
{
    public long? OpenedAt { get; init; }

    public long? OpenUntil { get; init; }

    public bool ByHint { get; init; }

    public string? Reason { get; init; }

    public int Breaks { get; init; }

    public int Failures { get; init; }

    public long? ProbeSince { get; init; }

    public long? ClosedAt { get; init; }

    public string Calls { get; init; } = "";

    /// <summary>The health in a record, by this machine's clock.</summary>
    public static TargetHealth Read(string? json, ServerClock clock) => json is null || JsonSerializer.Deserialize(json, StateJsonContext.Default.HealthRecord) is not { } record ? TargetHealth.Fine : new TargetHealth
    {
        OpenedAt = StoredTime.ToLocal(record.OpenedAt, clock),
        OpenUntil = StoredTime.ToLocal(record.OpenUntil, clock),
        ByHint = record.ByHint,
        Reason = Enum.TryParse<OutcomeKind>(record.Reason, out var reason) ? reason : null,
        Breaks = record.Breaks,
        Failures = record.Failures,
        ProbeSince = StoredTime.ToLocal(record.ProbeSince, clock),
        ClosedAt = StoredTime.ToLocal(record.ClosedAt, clock),
        Window = CallWindow.Parse(record.Calls),
    };

    /// <summary>The record of a health by this machine's clock.</summary>
    public static string Write(TargetHealth health, ServerClock clock) => JsonSerializer.Serialize(
        new HealthRecord
        {
            OpenedAt = StoredTime.OfLocal(health.OpenedAt, clock),
            OpenUntil = StoredTime.OfLocal(health.OpenUntil, clock),
            ByHint = health.ByHint,
            Reason = health.Reason?.ToString(),
            Breaks = health.Breaks,
            Failures = health.Failures,
            ProbeSince = StoredTime.OfLocal(health.ProbeSince, clock),
            ClosedAt = StoredTime.OfLocal(health.ClosedAt, clock),
            Calls = health.Window.ToString(),
        },
        StateJsonContext.Default.HealthRecord);
}
