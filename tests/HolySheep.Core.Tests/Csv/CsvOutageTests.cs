using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Csv;

/// <summary>What a job does while no target can answer, and while a provider throttles.</summary>
public class CsvOutageTests
{
    private static Stage WithBreak(double seconds, TimeProvider clock) => Stage.Alone(clock)
        .With(configuration => configuration with { Health = new HealthOptions { Break = TimeSpan.FromSeconds(seconds), MaxBreak = TimeSpan.FromSeconds(seconds) } });

    [Fact]
    public async Task While_every_target_is_out_the_job_pauses_shows_until_when_and_goes_on_with_one_probe()
    {
        var clock = new FakeTimeProvider();
        await using var stage = WithBreak(0.5, clock);
        var calls = 0;

        // The clock goes in steps: an answer that began in the same step as the outage would count as one that came after it, and close the target again.
        var allAnswered = new Gate();
        DateTimeOffset? pausedAt = null;
        var probes = new ConcurrentQueue<DateTimeOffset>();
        stage.One.Handle(_ =>
        {
            if (pausedAt is not null && probes.Count < 4)
            {
                probes.Enqueue(clock.GetUtcNow());
                return Reply.Status(500);
            }

            return pausedAt is null && Interlocked.Increment(ref calls) > 20 ? Reply.Status(500).Hold(allAnswered) : null;
        });
        using var folder = new JobFolder().WithRows(300);
        CsvJobProgress? paused = null;
        var options = folder.Options() with { ThrottleLimit = 8, Request = new ChatRequest { Messages = [], Limits = new ChatLimits { MaxRetries = 0 } } };
        var running = folder.RunAsync(stage, options, progress: progress =>
        {
            if (progress.Done >= 20)
            {
                allAnswered.Open();
            }

            if (progress is { Phase: CsvJobPhase.Paused, InFlight: 0 } && paused is null)
            {
                (paused, pausedAt) = (progress, clock.GetUtcNow());
            }
        });
        await PassingTime.UntilAsync(clock, running);

        var summary = await running;

        Assert.Equal((300, 0), (summary.Succeeded, summary.Failed));
        Assert.True(paused!.PausedUntil > pausedAt);
        Assert.Contains("one/alpha", paused.PauseReason, StringComparison.Ordinal);

        // One call after each break, where eight workers had been at work.
        Assert.Equal(4, probes.Count);
        Assert.All(probes.Zip(probes.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(0.5), $"{pair}"));
    }

    [Fact]
    public async Task A_provider_that_was_never_there_ends_the_job_instead_of_hanging_it()
    {
        var clock = new FakeTimeProvider();
        using var over = new CancellationTokenSource();
        await using var stage = Stage.Alone(clock);
        stage.One.OnAny().Answer(Reply.Status(503));
        using var folder = new JobFolder().WithRows(30);

        var running = folder.RunAsync(stage);
        var passing = Task.Run(() => PassingTime.UntilAsync(clock, over.Token));
        var summary = await running;
        await over.CancelAsync();
        await passing;

        Assert.Equal((CsvStopReason.NoTarget, 9, 0), (summary.StopReason, summary.ExitCode, summary.Succeeded));
        Assert.StartsWith("No target answers, and no target can be asked before ", summary.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("page")]
    public async Task Rows_that_always_get_a_broken_reply_fail_within_minutes_and_the_output_is_written(string fault)
    {
        var clock = new FakeTimeProvider();
        await using var stage = Stage.Alone(clock);
        stage.One.Handle(request => !request.LastUserMessage.EndsWith(" 2", StringComparison.Ordinal) && !request.LastUserMessage.EndsWith(" 3", StringComparison.Ordinal) ? null
            : fault == "empty" ? Reply.EmptyContent() : fault == "cut" ? Reply.Text("Half of").Finish("abort") : Reply.Html(200));
        using var folder = new JobFolder().WithRows(6);
        var first = await TimedAsync(clock, folder.RunAsync(stage));

        // Only the broken rows are left, and none is answered any more.
        var second = await TimedAsync(clock, folder.RunAsync(stage));

        foreach (var (summary, took) in new[] { first, second })
        {
            Assert.Equal((8, 2), (summary.ExitCode, summary.Failed));
            Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromMinutes(3));
        }

        Assert.Equal(["ok", "error", "error", "ok", "ok", "ok"], folder.Column("HolySheepStatus"));
    }

    private static async Task<(CsvJobSummary Summary, TimeSpan Took)> TimedAsync(FakeTimeProvider clock, Task<CsvJobSummary> running)
    {
        var begun = clock.GetUtcNow();
        await PassingTime.UntilAsync(clock, running);
        return (await running, clock.GetUtcNow() - begun);
    }

    [Fact]
    public async Task Throttled_rows_are_answered_in_the_end_and_none_fails()
    {
        await using var stage = WithBreak(0.5, TimeProvider.System);
        var calls = 0;
        stage.One.Handle(_ => Interlocked.Increment(ref calls) % 10 == 3 ? Reply.Throttle("0.05") : null);
        using var folder = new JobFolder().WithRows(100);

        var summary = await folder.RunAsync(stage);

        Assert.Equal((100, 0, 0), (summary.Succeeded, summary.Failed, summary.ExitCode));
    }
}
