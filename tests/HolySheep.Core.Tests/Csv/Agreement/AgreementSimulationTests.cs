using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace HolySheep.Csv.Agreement;

/// <summary>Simulated jobs with labelled rows: how often the promise of agreement is broken, and what it costs. Seeded.</summary>
public sealed class AgreementSimulationTests
{
    private const double Rate = 0.95;
    private const double PriceOfCheap = 0.1;
    private const int Runs = 200;

    // More breaches than this in 200 runs have a probability below 1 in 10,000 if each has one of at most 5 %.
    private const int MostBreaches = 23;

    /// <summary>Rows of a file, the share of each class, and how often the cheap model errs on it.</summary>
    public static TheoryData<string, int, double[], double[]> Jobs => new()
    {
        { "good", 5000, [0.5, 0.5], [0.01, 0.01] },
        { "just too bad", 5000, [0.5, 0.5], [0.0505, 0.0505] },
        { "just too bad, few rows", 1200, [0.5, 0.5], [0.052, 0.052] },
        { "one bad class of many rows", 5000, [0.7, 0.3], [0.002, 0.17] },
        { "rare class, always wrong", 5000, [0.94, 0.06], [0.0, 1.0] },
        { "skewed", 20000, [0.9, 0.08, 0.02], [0.01, 0.3, 0.6] },
        { "hopeless", 5000, [0.5, 0.5], [0.4, 0.4] },
        { "small", 300, [0.5, 0.5], [0.06, 0.06] },
    };

    [Theory]
    [MemberData(nameof(Jobs))]
    public void The_promise_is_broken_in_at_most_the_allowed_share_of_the_runs(string job, int rows, double[] shares, double[] errors)
    {
        var breaches = Enumerable.Range(0, Runs).Count(seed => Run(job, seed, rows, shares, errors).Agreement < Rate);
        Assert.True(breaches <= MostBreaches, $"{job}: {breaches} of {Runs}");
    }

    [Fact]
    public void A_good_cheap_model_costs_at_most_two_fifths_of_the_reference_model()
    {
        var costs = Enumerable.Range(0, Runs).Select(seed => Run("good", seed, 5000, [0.5, 0.5], [0.01, 0.01]).Cost).ToList();
        Assert.True(costs.Average() <= 0.4, $"on average {costs.Average()}");
    }

    [Fact]
    public void A_class_that_is_good_stands_although_another_is_bad()
    {
        var costs = Enumerable.Range(0, Runs).Select(seed => Run("classes", seed, 5000, [0.8, 0.2], [0.002, 0.5]).Cost).ToList();
        Assert.True(costs.Average() < 0.7, $"on average {costs.Average()}");
    }

    [Fact]
    public void A_cheap_model_that_is_never_good_enough_is_asked_for_a_small_share_of_the_rows()
    {
        foreach (var seed in Enumerable.Range(0, Runs))
        {
            Assert.InRange(Run("hopeless", seed, 5000, [0.5, 0.5], [0.4, 0.4]).CheapShare, 0, 0.05);
        }
    }

    [Fact]
    public void Too_few_rows_are_not_sampled_at_all()
    {
        var policy = new AgreementPolicy(Rate, 0.95, 40, null);
        Assert.False(policy.CanSucceed);
        Assert.True(new AgreementPolicy(Rate, 0.95, 1000, null).CanSucceed);
    }

    [Fact]
    public void What_stands_is_never_more_than_the_promise_tolerates()
    {
        var policy = new AgreementPolicy(Rate, 0.95, 1000, ["a", "b"]);
        var counts = new AgreementCounts();
        for (var row = 0; row < policy.Looks[^1]; row++)
        {
            counts.Add(row % 2 == 0 ? "a" : "b", row % 20 == 0 ? "b" : row % 2 == 0 ? "a" : "b");
        }

        Assert.InRange(policy.Decide(policy.Looks.Count - 1, counts).MostBad, 0, 50);
    }

    /// <summary>One job as <see cref="AgreementRun"/> does it.</summary>
    private static (double Agreement, double Cost, double CheapShare) Run(string job, int seed, int rows, double[] shares, double[] errors)
    {
        var random = new Random(HashCode.Combine(seed, rows, shares.Length) ^ (job.Length * 7919));
        var cheap = new string[rows];
        var truth = new string[rows];
        for (var row = 0; row < rows; row++)
        {
            var kind = Pick(random, shares);
            cheap[row] = "c" + kind;
            truth[row] = random.NextDouble() < errors[kind] ? "c" + ((kind + 1) % shares.Length) : cheap[row];
        }

        var places = Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray();
        var policy = new AgreementPolicy(Rate, 0.95, rows, [.. Enumerable.Range(0, shares.Length).Select(kind => "c" + kind)]);
        var decision = AgreementDecision.None;
        HashSet<int> sample = [];
        for (var look = 0; policy.CanSucceed && look < policy.Looks.Count && (look == 0 || !decision.IsFinal); look++)
        {
            sample = [.. Enumerable.Range(0, rows).Where(row => places[row] < (double)policy.Looks[look] / rows)];
            var counts = new AgreementCounts();
            sample.ToList().ForEach(row => counts.Add(cheap[row], truth[row]));
            decision = policy.Decide(look, counts);
        }

        var rest = Enumerable.Range(0, rows).Where(row => !sample.Contains(row)).ToList();
        var stands = rest.Where(row => decision.Allows(cheap[row])).ToList();
        var asked = sample.Count + (decision.AllowsAny ? rest.Count : 0);
        var cost = ((asked * PriceOfCheap) + (rows - stands.Count)) / rows;
        return (1 - ((double)stands.Count(row => cheap[row] != truth[row]) / rows), cost, (double)asked / rows);
    }

    private static int Pick(Random random, double[] shares)
    {
        var place = random.NextDouble();
        for (var kind = 0; kind < shares.Length - 1; kind++)
        {
            place -= shares[kind];
            if (place < 0)
            {
                return kind;
            }
        }

        return shares.Length - 1;
    }
}
