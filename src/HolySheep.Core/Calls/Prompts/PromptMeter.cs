using System;
using System.Collections.Generic;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Calls.Prompts;

/// <summary>Counts the tokens of one prompt for a target: only if a window requires it, and only once.</summary>
internal sealed class PromptMeter(ChatRequest request, MeasurementBook measurements)
{
    // An estimate must be well above a window before a target is excluded, and a learned figure alone never excludes one.
    private const double DoubtOfLearned = 0.9;
    private const double DoubtOfGuess = 0.75;
    private PromptKind? _kind;
    private Dictionary<string, long?>? _counted;
    private long? _loose;
    private long? _tight;
    private long? _rough;

    /// <summary>A rough estimate, the same for every target.</summary>
    public long Rough => _rough ??= PromptSize.Of(request);

    /// <summary>The minimum tokens of the prompt, if they matter: 0 if the target's window certainly holds it, or is unknown.</summary>
    public long AtLeast(RouteCandidate candidate)
    {
        if (candidate.ContextWindow is not { } window)
        {
            return 0;
        }

        var room = window - (long)(request.MaxTokens ?? 0);
        return (_loose ??= PromptSize.UpperBound(request, exactBytes: false)) < room || (_tight ??= PromptSize.UpperBound(request, exactBytes: true)) < room
            ? 0
            : Counted(candidate) ?? Math.Min((long)(Rough * DoubtOfGuess), LearnedFor(candidate) is { } learned ? (long)(learned * DoubtOfLearned) : long.MaxValue);
    }

    /// <summary>The best available count of the prompt's tokens for a target: counted, otherwise by learned figures, otherwise a rough estimate.</summary>
    public long Estimate(RouteCandidate candidate) =>
        Counted(candidate) ?? (LearnedFor(candidate) is { } learned ? (long)Math.Ceiling(learned) : Rough);

    private double? LearnedFor(RouteCandidate candidate)
    {
        if (measurements.CharactersPerToken(candidate, _kind ??= PromptKinds.Of(request)) is not { } density)
        {
            return null;
        }

        double characters = request.System?.Length ?? 0;
        foreach (var message in request.Messages)
        {
            characters += message.Written.Length;
        }

        return (characters / density) + PromptSize.OfAttachments(request) + PromptSize.OfTools(request);
    }

    private long? Counted(RouteCandidate candidate)
    {
        if (candidate.Tokenizer is not { } encoding)
        {
            return null;
        }

        _counted ??= new Dictionary<string, long?>(StringComparer.Ordinal);
        if (!_counted.TryGetValue(encoding, out var count))
        {
            count = TokenCount.Of(encoding, request.System ?? "");
            foreach (var message in request.Messages)
            {
                count += TokenCount.Of(encoding, message.Written);
            }

            _counted[encoding] = count += PromptSize.OfAttachments(request) + PromptSize.OfTools(request);
        }

        return count;
    }
}
