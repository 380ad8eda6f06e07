using System;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Planning;
using HolySheep.State;

namespace HolySheep.Calls.Prompts;

/// <summary>What calls measure: how long a token of a target takes, and how many characters of a prompt make a token.</summary>
internal sealed class MeasurementBook(IMeasurementStore store)
{
    // Short enough to notice an hour of heavy traffic, long enough not to follow single answers.
    private static readonly TimeSpan SpeedHalfLife = TimeSpan.FromMinutes(2);

    // A target that lost against faster ones is measured again, because it may have become faster.
    private static readonly TimeSpan SpeedLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DensityHalfLife = TimeSpan.FromDays(7);

    // What a provider adds to every prompt, its roles and separators, must not count.
    private const long ShortestTeller = 1_000;

    /// <summary>Seconds per token of an answer, the mean of the last minutes; null if it was not measured for ten minutes.</summary>
    public double? SecondsPerToken(RouteCandidate candidate, DateTimeOffset now) =>
        store.Get(candidate.Target) is var measured && measured.IsRecent(now, SpeedLifetime) ? measured.Mean : null;

    /// <summary>Characters of a prompt per token of the model; null if no long prompt of the kind was answered yet.</summary>
    public double? CharactersPerToken(RouteCandidate candidate, PromptKind kind) => store.Get(DensityOf(candidate, kind)).Mean;

    /// <summary>Learns from an answer.</summary>
    public async ValueTask AnsweredAsync(RouteCandidate candidate, ChatRequest request, ChatUsage usage, TimeSpan duration, DateTimeOffset now)
    {
        await store.AddAsync(candidate.Target, new MeasuredValue(duration.TotalSeconds, Math.Max(1, usage.CompletionTokens), now, SpeedHalfLife, SpeedLifetime)).ConfigureAwait(false);
        if (!usage.Estimated && usage.PromptTokens > 0 && PromptSize.TextLength(request) is { } characters and >= ShortestTeller)
        {
            await store.AddAsync(DensityOf(candidate, PromptKinds.Of(request)), new MeasuredValue(characters, usage.PromptTokens, now, DensityHalfLife)).ConfigureAwait(false);
        }
    }

    /// <summary>The name of a model's measurement; no target has such a name, because a provider's name has no space.</summary>
    private static string DensityOf(RouteCandidate candidate, PromptKind kind) => $"text {kind.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)} of {candidate.Model}";
}
