using System;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Planning;
using HolySheep.State;

namespace HolySheep.Calls.Prompts;

/// <summary>What calls learn of targets from their answers: how long a token takes, and how much text of a prompt makes one.</summary>
internal sealed class MeasurementBook(IMeasurementStore store)
{
    // Short enough to see an hour of heavy traffic begin, long enough not to follow single answers.
    private static readonly TimeSpan SpeedHalfLife = TimeSpan.FromMinutes(2);

    // A target that lost against faster ones is measured again: it may have become faster.
    private static readonly TimeSpan SpeedLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ClockDrift = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DensityHalfLife = TimeSpan.FromDays(7);

    // What a provider adds to every prompt, its roles and separators, must not count.
    private const long ShortestTeller = 1_000;

    /// <summary>Seconds for each token of an answer, the mean of the last minutes; null where it was not measured for ten.</summary>
    public double? SecondsPerToken(RouteCandidate candidate, DateTimeOffset now) =>
        store.Get(candidate.Target) is var measured && IsRecent(measured, now) ? measured.Mean : null;

    /// <summary>Characters of a prompt for each token of the model; null if no long prompt of the kind was answered yet.</summary>
    public double? CharactersPerToken(RouteCandidate candidate, PromptKind kind) => store.Get(DensityOf(candidate, kind)).Mean;

    /// <summary>Learns from an answer.</summary>
    public void Answered(RouteCandidate candidate, ChatRequest request, ChatUsage usage, TimeSpan duration, DateTimeOffset now)
    {
        store.Update(candidate.Target, last => (IsRecent(last, now) ? last : Measurement.None).Add(duration.TotalSeconds, Math.Max(1, usage.CompletionTokens), now, SpeedHalfLife));
        if (!usage.Estimated && usage.PromptTokens > 0 && PromptSize.TextLength(request) is { } characters and >= ShortestTeller)
        {
            store.Update(DensityOf(candidate, PromptKinds.Of(request)), last => last.Add(characters, usage.PromptTokens, now, DensityHalfLife));
        }
    }

    /// <summary>Whether a speed still counts: neither one of long ago nor one of a clock that has been set back since.</summary>
    private static bool IsRecent(Measurement measured, DateTimeOffset now) => now - measured.At <= SpeedLifetime && measured.At - now <= ClockDrift;

    /// <summary>No target is named so: a provider's name has no space.</summary>
    private static string DensityOf(RouteCandidate candidate, PromptKind kind) => $"text {kind.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)} of {candidate.Model}";
}
