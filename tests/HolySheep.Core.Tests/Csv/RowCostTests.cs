using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv;

/// <summary>A row's cost and attempts in the output are those of all its calls, and not of the last one alone.</summary>
public sealed class RowCostTests : IDisposable
{
    private const int Rows = 4;

    private readonly JobFolder _folder = new JobFolder().WithRows(Rows);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Calls_of_earlier_rounds_and_runs_count(int runs)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var calls = 0;
        var asked = 0;
        stage.One.Handle(request =>
        {
            Interlocked.Increment(ref asked);
            var fails = request.LastUserMessage.EndsWith("text 2", StringComparison.Ordinal) && Interlocked.Increment(ref calls) <= (runs * 2) - 1;
            return (fails ? Reply.EmptyContent() : Reply.Text("Fine.")).WithUsage(prompt: 1000, completion: 100);
        });
        var cost = 0m;
        CsvJobSummary? summary = null;
        for (var run = 0; run < runs; run++)
        {
            summary = await _folder.RunAsync(stage, options => options with
            {
                Request = options.Request with { Limits = new ChatLimits { MaxRetries = 0 } },
            });
            cost += summary.Cost ?? 0m;
        }

        Assert.Equal((Rows, 0), (summary!.Succeeded, summary.Failed));
        Assert.True(asked > Rows, "No row had a second round.");
        Assert.Equal(cost, _folder.Column("HolySheepCost").Sum(cell => decimal.Parse(cell, CultureInfo.InvariantCulture)));
        Assert.Equal(asked, _folder.Column("HolySheepAttempts").Sum(cell => int.Parse(cell, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Calls_before_a_pause_of_the_job_count()
    {
        var pause = TimeSpan.FromMilliseconds(50);
        await using var stage = Stage.Alone(TimeProvider.System).With(configuration => configuration with { Health = new HealthOptions { Break = pause, MaxBreak = pause } });
        var calls = 0;
        stage.One.Handle(_ => Interlocked.Increment(ref calls) == 1 ? Reply.Status(500) : Reply.Text("Fine."));

        var summary = await _folder.RunAsync(stage, options => options with
        {
            ThrottleLimit = 1,
            Request = options.Request with { Limits = new ChatLimits { MaxRetries = 0 } },
        });

        Assert.Equal((Rows, Rows + 1), (summary.Succeeded, calls));
        Assert.Equal(calls, _folder.Column("HolySheepAttempts").Sum(cell => int.Parse(cell, CultureInfo.InvariantCulture)));
    }

    public void Dispose() => _folder.Dispose();
}
