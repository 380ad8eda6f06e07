using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Csv.Agreement;

/// <summary>
/// Decides which answers of a cheap model may stand, so that the whole output agrees with the reference model at the promised rate with the promised confidence.
/// The doubt that is left is split over every look at the sample, and at each look over every set of answers that may be chosen: so all bounds hold at once, whenever it stops and whatever it chooses. Pure.
/// </summary>
internal sealed class AgreementPolicy
{
    private const int FirstLook = 100;
    private const int LargestSample = 5000;
    private const int MostLooks = 6;

    // The cheap model is asked for no more than this share of the rows before it is decided.
    private const double LargestShare = 0.25;

    private readonly long _rows;
    private readonly long _tolerated;
    private readonly double _doubtOfAll;
    private readonly double _doubtOfClass;
    private readonly IReadOnlyCollection<string>? _classes;

    /// <param name="rate">The share of the rows that must agree.</param>
    /// <param name="confidence">The probability with which it must hold.</param>
    /// <param name="rows">The rows of the file.</param>
    /// <param name="classes">The answers that the schema allows; null if they are too many to be judged one by one.</param>
    public AgreementPolicy(double rate, double confidence, long rows, IReadOnlyCollection<string>? classes)
    {
        (_rows, _classes) = (rows, classes);

        // In decimals, because 1 - 0.95 of 1,000 rows are 50 rows and not 49.99….
        _tolerated = (long)Math.Floor((1 - (decimal)rate) * rows);
        Looks = LooksOf(rows);
        var doubt = (1 - confidence) / Math.Max(1, Looks.Count);
        (_doubtOfAll, _doubtOfClass) = classes is null ? (doubt, 0) : (doubt / 2, doubt / 2 / classes.Count);
    }

    /// <summary>The sizes of the sample at which it is looked at, in ascending order.</summary>
    public IReadOnlyList<int> Looks { get; }

    /// <summary>Whether a sample without a single disagreement could be enough; otherwise nothing is worth asking.</summary>
    public bool CanSucceed => Looks.Count > 0 && AgreementBound.MostBad(_rows, Looks[Looks.Count - 1], 0, _doubtOfAll) <= _tolerated;

    /// <summary>Decides by a sample.</summary>
    /// <param name="look">The number of the look, from 0.</param>
    /// <param name="counts">What the sample says.</param>
    public AgreementDecision Decide(int look, AgreementCounts counts)
    {
        var now = Best(counts.Sampled, counts.Classes);
        if (now.All || look >= Looks.Count - 1)
        {
            return now;
        }

        // More is sampled if the same shares, found in the largest sample, would let more rows stand than the next look costs.
        var growth = (double)Looks[Looks.Count - 1] / Math.Max(1, counts.Sampled);
        var projected = Best(
            Looks[Looks.Count - 1],
            counts.Classes.ToDictionary(count => count.Key, count => new ClassCount((int)(count.Value.Rows * growth), (int)Math.Ceiling(count.Value.Bad * growth))));
        var price = (Looks[look + 1] - Looks[look]) / (double)_rows;
        return now with { IsFinal = Coverage(projected, counts) - Coverage(now, counts) <= price };
    }

    private static IReadOnlyList<int> LooksOf(long rows)
    {
        var largest = (int)Math.Min(LargestSample, rows * LargestShare);
        var looks = new List<int>();
        if (largest <= FirstLook)
        {
            return largest > 0 ? [largest] : looks;
        }

        var growth = Math.Pow((double)largest / FirstLook, 1.0 / (MostLooks - 1));
        for (var look = 0; look < MostLooks; look++)
        {
            var size = look == MostLooks - 1 ? largest : (int)(FirstLook * Math.Pow(growth, look));
            if (looks.Count == 0 || size > looks[looks.Count - 1])
            {
                looks.Add(size);
            }
        }

        return looks;
    }

    /// <summary>All answers if they may stand, otherwise the answers that cover most of the sample.</summary>
    private AgreementDecision Best(int sampled, IReadOnlyDictionary<string, ClassCount> counts)
    {
        var all = Left(sampled, counts.Values.Sum(count => count.Bad), _doubtOfAll);
        if (all <= _tolerated)
        {
            return new AgreementDecision(true, true, [], all);
        }

        var (chosen, bad) = (new HashSet<string>(StringComparer.Ordinal), 0L);
        foreach (var (answer, _, left) in (_classes ?? [])
            .Where(counts.ContainsKey)
            .Select(answer => (answer, counts[answer].Rows, Left: Left(sampled, counts[answer].Bad, _doubtOfClass)))
            .OrderBy(candidate => (double)candidate.Left / candidate.Rows).ThenBy(candidate => candidate.answer, StringComparer.Ordinal))
        {
            if (bad + left <= _tolerated)
            {
                chosen.Add(answer);
                bad += left;
            }
        }

        return new AgreementDecision(true, false, chosen, bad);
    }

    /// <summary>The most bad rows that are left in the output: those of the sample carry the reference model's answers.</summary>
    private long Left(int sampled, int bad, double doubt) => AgreementBound.MostBad(_rows, Math.Min(sampled, _rows), bad, doubt) - bad;

    private static double Coverage(AgreementDecision decision, AgreementCounts counts) =>
        counts.Sampled == 0 ? 0 : counts.Classes.Where(count => decision.Allows(count.Key)).Sum(count => count.Value.Rows) / (double)counts.Sampled;
}
