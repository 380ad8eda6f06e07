using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Interactive;

/// <summary>What the calls of a session have cost in USD.</summary>
internal sealed class SessionCost(decimal? limit)
{
    private decimal _known;
    private decimal _counted;
    private int _answers;
    private int _failures;
    private int _stopped;
    private int _unpriced;

    /// <summary>What the session may still spend; null without a limit.</summary>
    public decimal? Left => limit is { } most ? Math.Max(0, most - _counted) : null;

    /// <summary>True if a call has been made.</summary>
    public bool IsAny => _answers + _failures + _stopped > 0;

    /// <summary>Counts an answer.</summary>
    public void Add(ChatResult result)
    {
        _answers++;
        Add(result.Cost, result.Attempts);
    }

    /// <summary>Counts a failed call, whose attempts may be billed.</summary>
    public void Add(ChatException failure)
    {
        _failures++;
        Add(failure.Cost, failure.Attempts);
    }

    /// <summary>Counts an answer that the user stopped, by an estimate; null if there is no price.</summary>
    public void AddStopped(decimal? estimate)
    {
        _stopped++;
        Add(estimate, []);
        _counted += estimate ?? 0;
    }

    /// <summary>The session in one line.</summary>
    public string Describe()
    {
        var parts = new List<string> { Count(_answers, "answer") };
        if (_failures > 0)
        {
            parts.Add($"{_failures} failed");
        }

        if (_stopped > 0)
        {
            parts.Add($"{_stopped} stopped (estimated)");
        }

        var unpriced = _unpriced > 0 ? $" and {Count(_unpriced, "call")} without a known price" : "";
        var left = limit is { } most ? $"; {Text(Left!.Value)} left of {Text(most)}" : "";
        return $"session: {Text(_known)}{unpriced} for {string.Join(", ", parts)}{left}";
    }

    /// <summary>The last answer in one line.</summary>
    public static string Describe(ChatResult result) =>
        $"last answer: {(result.Cost is { } cost ? Text(cost) : $"no known cost ({result.CostReason?.TrimEnd('.')})")}, "
        + FormattableString.Invariant($"{result.Usage.PromptTokens} + {result.Usage.CompletionTokens} tokens, {result.Latency.TotalSeconds:0.0} s, {result.ModelUsed} at {result.Provider}");

    private void Add(decimal? cost, IReadOnlyList<ChatAttempt> attempts)
    {
        _known += cost ?? 0;
        _unpriced += cost is null ? 1 : 0;
        _counted += attempts.Sum(attempt => attempt.CountedCost ?? 0);
    }

    private static string Text(decimal usd) => usd.ToString("0.00####", CultureInfo.InvariantCulture) + " USD";

    private static string Count(int number, string word) => number == 1 ? $"1 {word}" : $"{number} {word}s";
}
