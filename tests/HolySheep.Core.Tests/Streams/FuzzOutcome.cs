using System.Linq;
using HolySheep.Failures;
using HolySheep.Providers;

namespace HolySheep.Streams;

/// <summary>What a round came to, and what its caller was shown.</summary>
internal sealed record FuzzOutcome(ProviderAnswer? Answer, Failure? Failure, string Shown, string ShownReasoning)
{
    /// <summary>What is wrong with it; null if nothing is.</summary>
    public string? FindFault(FuzzRound round)
    {
        if (Answer is not { } answer)
        {
            return Failure is null ? "neither an answer nor a failure"
                : round.Fault == FuzzedFault.None ? $"a whole answer was thrown away: {Failure.Message}"
                : round.Visible && (Failure.PartialContent ?? "") != Shown && Failure.Shown ? $"shown {Shown}, and the error has {Failure.PartialContent}"
                : null;
        }

        if (round.Visible && Shown.Length > 0 && Shown != answer.Content)
        {
            return $"shown {Shown}, and the result is {answer.Content}";
        }

        if (round.Visible && ShownReasoning.Length > 0 && ShownReasoning != answer.Reasoning)
        {
            return $"shown as reasoning {ShownReasoning}, and the result has {answer.Reasoning}";
        }

        var whole = answer.Content == round.Answer.Content && answer.Reasoning == round.Answer.Reasoning && answer.ToolCalls.SequenceEqual(round.Answer.Tools);

        // An event that could not be read, after text was shown, is left out with a warning by the contract.
        return whole || (round.Visible && round.Fault == FuzzedFault.Damage && answer.Warnings.Any(warning => warning.Contains("left out", System.StringComparison.Ordinal)))
            ? null
            : $"a success with {answer.Content} | {answer.Reasoning} | {string.Join(';', answer.ToolCalls)} in place of {round.Answer.Content} | {round.Answer.Reasoning} | {string.Join(';', round.Answer.Tools)}";
    }
}
