using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv;

/// <summary>What a job writes while rows are still asked.</summary>
public class CsvEarlyOutputTests
{
    private const int Rows = 60;
    private const int AnswerSize = 30_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);
    private readonly string _answer = new('x', AnswerSize);

    [Fact]
    public async Task The_output_is_begun_before_the_last_row_is_answered_and_appears_only_after_it()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var last = new Gate();
        stage.One.Handle(request => request.LastUserMessage == $"Say text {Rows}" ? Reply.Text("the last").Hold(last) : Answer(request));
        using var folder = new JobFolder().WithRows(Rows);
        var running = folder.RunAsync(stage);

        // All but the last are written, save for what a buffer holds.
        await GrowsToAsync(folder, rows: Rows - 5);
        Assert.DoesNotContain("out.csv", folder.Made);
        last.Open();

        Assert.Equal(Rows, (await running).Succeeded);
        Assert.Equal([.. Enumerable.Range(1, Rows - 1).Select(id => $"Say text {id}" + _answer), "the last"], folder.Column("Answer"));
        Assert.Equal(["out.csv", "out.csv.journal", "out.report.json"], folder.Made);
    }

    [Fact]
    public async Task A_row_that_fails_and_is_answered_in_the_second_round_has_its_answer_in_its_place()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var (failures, second) = (0, new Gate());
        stage.One.Handle(request => request.LastUserMessage != "Say text 30" ? Answer(request)
            : Interlocked.Increment(ref failures) == 1 ? Reply.Status(500) : Reply.Text("at last").Hold(second));
        using var folder = new JobFolder().WithRows(Rows);
        var running = folder.RunAsync(stage, options => options with { Request = new ChatRequest { Messages = [], Limits = new ChatLimits { MaxRetries = 0 } } });
        await GrowsToAsync(folder, rows: 25);
        await stage.One.WaitForCallAsync(Rows + 1);
        Assert.InRange(Written(folder), 25 * AnswerSize, 30 * AnswerSize);
        second.Open();

        var summary = await running;

        Assert.Equal((Rows, 0, (string?)null), (summary.Succeeded, summary.Failed, summary.ErrorPath));
        Assert.Equal([.. Enumerable.Range(1, Rows).Select(id => id == 30 ? "at last" : $"Say text {id}" + _answer)], folder.Column("Answer"));
        Assert.DoesNotContain(folder.Made, name => name.Contains("errors", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_job_that_is_stopped_or_cancelled_takes_back_what_it_had_written(bool cancelled)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var last = new Gate();
        stage.One.Handle(request => request.LastUserMessage == $"Say text {Rows - 5}" ? Reply.Text("late").Hold(last) : Answer(request));
        using var folder = new JobFolder().WithRows(Rows);
        using var ending = new CancellationTokenSource();
        var none = CancellationToken.None;
        var running = folder.RunAsync(stage, folder.Options(), cancelled ? none : ending.Token, cancelled ? ending.Token : none);
        await GrowsToAsync(folder, rows: Rows / 2);
        await ending.CancelAsync();
        last.Open();

        Assert.Equal((CsvStopReason.Cancelled, 130), ((await running).StopReason, (await running).ExitCode));
        Assert.Equal(["out.csv.journal", "out.report.json"], folder.Made);
    }

    [Fact]
    public async Task Failures_that_end_the_job_with_its_last_row_leave_no_output()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Error(400, "invalid_value", "no"));
        using var folder = new JobFolder().WithRows(4);

        var summary = await folder.RunAsync(stage, options => options with { MaxErrors = 3, ThrottleLimit = 1 });

        Assert.Equal((CsvStopReason.MaxErrors, 4), (summary.StopReason, summary.Failed));
        Assert.Equal(["out.csv.journal", "out.report.json"], folder.Made);
    }

    [Fact]
    public async Task A_disk_with_room_for_the_answers_alone_gets_them_all_and_a_larger_one_their_output()
    {
        // The answers take 1.8 MB and what the journal keeps back 1 MB, so that a third of the output is too much beside them.
        using var disk = SmallDisk.TryMount(megabytes: 3);
        if (disk is null)
        {
            return;
        }

        await using var stage = Stage.Alone(TimeProvider.System);
        var held = new Gate();
        stage.One.Handle(request => request.LastUserMessage == "Say text 21" ? Answer(request).Hold(held) : Answer(request));
        using var folder = new JobFolder().WithRows(Rows);
        var small = Path.Combine(disk.Root, "out.csv");
        var running = folder.RunAsync(stage, options => options with { OutPath = small, ThrottleLimit = 2 });
        await stage.One.WaitForCallAsync(Rows);
        held.Open();

        var summary = await running;

        Assert.Equal((CsvStopReason.OutputUnwritable, 9, Rows, Rows), (summary.StopReason, summary.ExitCode, summary.Succeeded, stage.One.CallCount));
        Assert.StartsWith($"{small} cannot be written: ", summary.Message, StringComparison.Ordinal);
        Assert.Equal(["out.csv.journal", "out.report.json"], Directory.GetFiles(disk.Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

        File.Copy(small + ".journal", folder.Journal);
        Assert.Equal((Rows, Rows), ((await folder.RunAsync(stage)).Reused, stage.One.CallCount));
        Assert.Equal($"Say text {Rows}" + _answer, folder.Column("Answer")[Rows - 1]);
    }

    private Reply Answer(RecordedRequest request) => Reply.Text(request.LastUserMessage + _answer);

    private static long Written(JobFolder folder) => Directory.GetFiles(folder.Root, "out.csv.*.tmp").Sum(path => new FileInfo(path) is { Exists: true } file ? file.Length : 0);

    private static async Task GrowsToAsync(JobFolder folder, int rows)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (Written(folder) < rows * AnswerSize)
        {
            await Task.Delay(Glance, patience.Token);
        }
    }
}
