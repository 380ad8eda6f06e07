using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Spend.Ledger;

/// <summary>The lengths of a model's last answers to prompts of a kind, in tokens.</summary>
/// <param name="Count">The number of answers, at most <see cref="OutputHistory.Answers"/>.</param>
/// <param name="Mean">Their mean length.</param>
/// <param name="Deviation">The standard deviation of their lengths.</param>
internal sealed record AnswerLengths(int Count, double Mean, double Deviation)
{
    /// <summary>The number of answers from which the length of further ones can be told.</summary>
    public const int Enough = 100;

    /// <summary>The lengths of no answer.</summary>
    public static AnswerLengths None { get; } = new(0, 0, 0);

    /// <summary>Whether there are enough of them to tell the length of further ones.</summary>
    public bool AreEnough => Count >= Enough;

    public static AnswerLengths Of(IReadOnlyList<long> tokens)
    {
        if (tokens.Count == 0)
        {
            return None;
        }

        var mean = tokens.Average();
        return new AnswerLengths(tokens.Count, mean, Math.Sqrt(tokens.Average(length => (length - mean) * (length - mean))));
    }
}
