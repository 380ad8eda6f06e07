using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Harness;

namespace HolySheep.Csv.Lanes;

/// <summary>A job in the batch lane at a fake desk, and how it is run.</summary>
internal sealed class LaneFolder : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public LaneFolder(int rows, TimeProvider? clock = null)
    {
        Folder.WithRows(rows);
        Stage = Stage.Alone(clock ?? TimeProvider.System);
    }

    public JobFolder Folder { get; } = new();

    public Stage Stage { get; }

    public FakeDesk Desk { get; } = new();

    public CsvJobOptions Options => Folder.Options() with { Lane = CsvLane.Batch, BatchPoll = TimeSpan.FromMilliseconds(5) };

    public Task<CsvJobSummary> RunAsync(Func<CsvJobOptions, CsvJobOptions>? change = null, CancellationToken stop = default, Action<CsvJobProgress>? progress = null)
    {
        var job = Job(change is null ? Options : change(Options));
        return job.RunAsync(progress, stop).WaitAsync(Patience, CancellationToken.None);
    }

    public Task<CsvJobPlan> PlanAsync() => Job(Options).PlanAsync();

    /// <summary>Checks that every row has its own answer, in order, and that the books and the files of the provider are empty.</summary>
    public void AssertWhole(int rows)
    {
        Xunit.Assert.Equal(Enumerable.Range(1, rows).Select(row => $"answer to Say text {row}"), Folder.Column("Answer"));
        AssertClean();
        var submitted = Desk.Batches.SelectMany(batch => batch.Rows).Select(row => row.Text).ToList();
        Xunit.Assert.Equal(submitted.Distinct().Count(), submitted.Count);
    }

    /// <summary>Checks that nothing is reserved, and that no file is left at the provider or here.</summary>
    public void AssertClean()
    {
        Xunit.Assert.Empty(Desk.Reserved);
        Xunit.Assert.Equal(0, Desk.Files);
        Xunit.Assert.DoesNotContain(Folder.Made, name => name.EndsWith(".jsonl", StringComparison.Ordinal));
    }

    private CsvJob Job(CsvJobOptions options) => new(Stage.Client, options, target =>
    {
        Desk.Target = target;
        return Desk;
    });

    public async ValueTask DisposeAsync()
    {
        await Stage.DisposeAsync();
        Folder.Dispose();
    }
}
