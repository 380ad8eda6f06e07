using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration.Keys;
using HolySheep.Harness;
using HolySheep.Providers.Batches;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Planning;

/// <summary>The cost range of a plan, learned from past calls in the ledger.</summary>
public sealed class CostRangeTests : IDisposable
{
    private const int Past = 100;
    private readonly TempFolder _state = new("range-state");
    private readonly JobFolder _folder = new();
    private int _calls;
    private int _rows;

    public void Dispose()
    {
        _folder.Dispose();
        _state.Dispose();
    }

    [Theory]
    [InlineData(CsvLane.Live), InlineData(CsvLane.Batch)]
    public async Task After_a_hundred_calls_the_range_is_at_most_three_times_wide_and_holds_what_the_next_job_costs(CsvLane lane)
    {
        await using var stage = Begin(lane);
        await RunAsync(stage, Past, lane);
        WithNewRows(400);
        var plan = await Job(stage, lane).PlanAsync();
        var target = plan.Targets.Single();
        var half = plan.Lanes.Single(cost => cost.Lane == CsvLane.Batch);
        Assert.InRange(target.CostHigh!.Value / target.CostLow!.Value, 1, 3);
        Assert.InRange(half.CostHigh!.Value / half.CostLow!.Value, 1, 3);

        var summary = await Job(stage, lane).RunAsync();

        var (low, high) = lane == CsvLane.Live ? (target.CostLow, target.CostHigh) : (half.CostLow, half.CostHigh);
        Assert.InRange(summary.Cost!.Value, low!.Value, high!.Value);
    }

    [Fact]
    public async Task Answers_of_another_job_count_until_the_job_has_enough_of_its_own()
    {
        await using var stage = Begin(CsvLane.Live);
        await RunAsync(stage, Past, CsvLane.Live, "another", 10_000);
        var before = (await Plan(stage, 50)).Targets.Single();
        await RunAsync(stage, Past, CsvLane.Live, "night", 10);
        var after = (await Plan(stage, 150)).Targets.Single();

        Assert.InRange(before.CostLow!.Value, 50 * 10_000 * 2m / 1_000_000m / 1.8m, decimal.MaxValue);
        Assert.InRange(after.CostHigh!.Value, 0, 150 * 1_000 * 2m / 1_000_000m);
    }

    [Fact]
    public async Task Fewer_calls_and_calls_of_another_kind_leave_the_range_open()
    {
        await using var stage = Begin(CsvLane.Live);
        await RunAsync(stage, Past - 1, CsvLane.Live);
        var few = (await Plan(stage, 400)).Targets.Single();
        _folder.WithInput("Id,Body\n" + string.Concat(Enumerable.Range(1, 200).Select(id => $"{id},文本的内容是关于天气和旅行的第{id}条\n")));
        var others = (await new CsvJob(stage.Client, _folder.Options("{Body}")).PlanAsync()).Targets.Single();

        Assert.True(few.CostHigh > 10 * few.CostLow);
        Assert.True(others.CostHigh > 10 * others.CostLow);
    }

    private Stage Begin(CsvLane lane)
    {
        var stage = new Stage(["one/alpha"], []) { Clock = TimeProvider.System, StateFolder = _state.Path }
            .WithProvider("one", _ => BatchStage.Options("openai", "http://unused") with { ApiKeys = [new KeyReference(KeySource.Environment, "ONE_KEY")] });
        stage = stage.WithProvider("one", provider => provider with { BaseUrl = new Uri(stage.One.BaseUrl) });
        Answer(stage, null);
        return stage;
    }

    // Lengths from 20 to 400 tokens, or one length.
    private void Answer(Stage stage, int? tokens)
    {
        Reply Next() => Reply.Text("answer").WithUsage(12, tokens ?? (20 + (Interlocked.Increment(ref _calls) * 73 % 381)));
        stage.One.Handle(request => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal) ? Next() : null);
        stage.One.Batches.Answers = _ => Next();
    }

    // No row has an answer of an earlier job.
    private void WithNewRows(int count) => _folder.WithInput("Id,Body\n" + string.Concat(Enumerable.Range(1, count).Select(id => $"{id},text {++_rows}\n")));

    private CsvJob Job(Stage stage, CsvLane lane, string? name = null)
    {
        var options = _folder.Options();
        options = options with { Lane = lane, BatchPoll = lane == CsvLane.Batch ? TimeSpan.FromMilliseconds(20) : null };
        return new CsvJob(stage.Client, name is null ? options : options with { Request = options.Request with { Job = name } });
    }

    private Task<CsvJobPlan> Plan(Stage stage, int rows)
    {
        WithNewRows(rows);
        return Job(stage, CsvLane.Live, "night").PlanAsync();
    }

    private async Task<CsvJobSummary> RunAsync(Stage stage, int rows, CsvLane lane, string? name = null, int? tokens = null)
    {
        Answer(stage, tokens);
        WithNewRows(rows);
        var summary = await Job(stage, lane, name).RunAsync();
        Assert.Equal(rows, summary.Succeeded);
        return summary;
    }
}
