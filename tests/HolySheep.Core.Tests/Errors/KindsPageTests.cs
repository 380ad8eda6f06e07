using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Health;
using HolySheep.Planning;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Errors;

/// <summary>The table of kinds in docs/errors.md against the policies that it describes.</summary>
public sealed class KindsPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string[]> Rows = File.ReadLines(Path.Combine(Readme.Root, "docs", "errors.md"))
        .SkipWhile(line => !line.StartsWith("## What a failure means", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| kind ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
        .ToDictionary(cells => cells[0]);

    // A signal for each kind that needs no more than itself; a kind of several signals is judged by each of them. Those left out are the exceptions that the page names.
    private static readonly ILookup<OutcomeKind, Failure> Failures = Enum.GetValues<FailureSignal>()
        .Where(signal => signal is not (FailureSignal.None or FailureSignal.ErrorPage or FailureSignal.OutputLimit or FailureSignal.ReasoningRefused or FailureSignal.ThreadRefused))
        .Select(signal => new Failure { Signal = signal, Status = 200, Message = "" })
        .ToLookup(failure => failure.Kind);

    private static readonly OutcomeKind[] All = [.. Enum.GetValues<OutcomeKind>().Where(kind => kind != OutcomeKind.Answered)];

    public static TheoryData<OutcomeKind> Kinds => new(All);

    [Fact]
    public void Every_kind_has_one_row_and_every_row_is_of_a_kind() => Assert.Equal(All.Select(kind => kind.ToString()).Order(), Rows.Keys.Order());

    [Fact]
    public void Every_status_is_in_the_row_of_its_kind_unless_its_class_says_it()
    {
        for (var status = 400; status < 600; status++)
        {
            var kind = new Failure { Signal = FailureSignal.None, Status = status, Message = "" }.Kind;
            var isUsual = kind == (status < 500 ? OutcomeKind.BadRequest : OutcomeKind.Transient);
            var named = Rows.Where(row => row.Value[1].Contains($"`{status}`", StringComparison.Ordinal)).Select(row => row.Key);
            Assert.Equal(isUsual ? [] : [kind.ToString()], named);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_failure_table_says_whether_the_same_target_is_asked_again(OutcomeKind kind)
    {
        foreach (var failure in FailuresOf(kind))
        {
            Assert.Equal(Word(Rows[kind.ToString()][2]), After(failure, ["a/m"], retries: 0) == "a/m" ? "yes" : "no");
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_failure_table_says_whether_the_next_target_is_asked(OutcomeKind kind)
    {
        foreach (var failure in FailuresOf(kind))
        {
            Assert.Equal(Word(Rows[kind.ToString()][3]), After(failure, ["a/m", "b/m"], retries: 9) == "b/m" ? "yes" : "no");
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_failure_table_says_what_the_targets_health_learns(OutcomeKind kind)
    {
        var said = Rows[kind.ToString()][4];
        Assert.Equal(said.StartsWith("counts", StringComparison.Ordinal), HealthPolicy.Counts(kind));
        Assert.Equal(said == "counts once for each call", HealthPolicy.MayBeOfOneRequest(kind));
        var open = HealthPolicy.AfterFailure(TargetHealth.Fine, kind, Failures[kind].First(), Now, Now, new HealthOptions()).OpenUntil - Now;
        var length = Regex.Match(said, @"^opens for .*?(\d+) (s|min)");
        Assert.Equal(
            length.Success ? TimeSpan.FromSeconds(int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture) * (length.Groups[2].Value == "min" ? 60 : 1)) : null,
            open);
    }

    [Fact]
    public void The_figures_below_it_are_those_of_the_policies()
    {
        var (health, failures, defaults, breaks) = (TargetHealth.Fine, 0, new DefaultOptions(), new HealthOptions());
        for (; health.OpenUntil is null; failures++)
        {
            health = HealthPolicy.AfterFailure(health, OutcomeKind.Transient, Failures[OutcomeKind.Transient].First(), Now, Now, breaks);
        }

        var said = string.Join(' ', File.ReadLines(Path.Combine(Readme.Root, "docs", "errors.md")).SkipWhile(line => !line.StartsWith("- A target that fails", StringComparison.Ordinal)));
        Assert.All(
            [
                (5, "fails five times in a row", failures), (breaks.Break.TotalSeconds, "is not called for 10 s", (health.OpenUntil - Now)!.Value.TotalSeconds), (breaks.MaxBreak.TotalSeconds, "up to 30 s", 30),
                (defaults.Timeout.TotalSeconds, "one budget: 300 s", 300), (defaults.MaxAttempts, "300 s, 8 attempts", 8), (defaults.AttemptTimeout.TotalSeconds, "an attempt may take 60 s", 60.0),
            ],
            ((double Figure, string Words, double Real) row) =>
            {
                Assert.Equal(row.Figure, row.Real);
                Assert.Contains(row.Words, said, StringComparison.Ordinal);
            });
    }

    private static IEnumerable<Failure> FailuresOf(OutcomeKind kind)
    {
        Assert.NotEmpty(Failures[kind]);
        return Failures[kind];
    }

    private static string Word(string cell) => Regex.Match(cell, "^[a-z]+").Value;

    private static string? After(Failure failure, string[] targets, int retries)
    {
        var candidates = targets.Select(target => new RouteCandidate { Provider = target.Split('/')[0], Model = target.Split('/')[1], ChainIndex = 0, ChainModel = "m", QuotaGroup = target });
        var progress = new RequestProgress([.. candidates.Select(candidate => new TargetProgress(candidate))], RequestLimits.Of(new ChatLimits(), new DefaultOptions()), 0, Now);
        var current = progress.Targets[0];
        progress.Begin(current);
        current.Retries = retries;
        progress.Record(current, failure, Now, 0.5);
        return NextStepPolicy.After(progress, current, failure, default, Now, 0.5).Target?.Candidate.Target;
    }
}
