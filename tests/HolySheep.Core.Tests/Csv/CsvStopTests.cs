using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Csv;

/// <summary>What ends a job before its last row, and that the next run goes on from there.</summary>
public class CsvStopTests
{
    private static Stage Real() => Stage.Alone(TimeProvider.System);

    [Fact]
    public async Task A_limit_of_cost_is_held_with_what_is_under_way_and_the_next_run_goes_on()
    {
        await using var stage = Real();
        // 1 and 2 USD a million: 0.002 USD a row, which is what the estimate says
        stage.One.OnAny().Answer(Reply.Text("Fine.").WithUsage(4, 1_000));
        using var folder = new JobFolder().WithRows(50);

        var summary = await folder.RunAsync(stage, options => options with { MaxCost = 0.03m });

        Assert.Equal((CsvStopReason.MaxCost, 9), (summary.StopReason, summary.ExitCode));
        Assert.InRange(summary.Cost!.Value, 0.028m, 0.03m);
        Assert.Contains("The limit of 0.03 USD allows no further row", summary.Message, StringComparison.Ordinal);
        Assert.Contains("the same command continues", summary.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("out.csv", folder.Made);

        var rest = await folder.RunAsync(stage);
        Assert.Equal((50, summary.Succeeded), (rest.Succeeded, rest.Reused));
        Assert.Equal(50, stage.One.CallCount);
    }

    [Fact]
    public async Task A_limit_of_cost_is_refused_where_a_price_is_unknown()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(1);

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, options => options with { MaxCost = 1, Request = new ChatRequest { Messages = [], Model = "one/unheard-of" } }));

        Assert.Contains("No price is known for one/unheard-of", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Made);
    }

    [Fact]
    public async Task Too_many_failed_rows_end_the_job_with_9()
    {
        await using var stage = Real();
        stage.One.OnAny().Answer(Reply.Error(400, "invalid_value", "no"));
        using var folder = new JobFolder().WithRows(100);

        var summary = await folder.RunAsync(stage, options => options with { MaxErrors = 3, ThrottleLimit = 1 });

        Assert.Equal((CsvStopReason.MaxErrors, 9, 4), (summary.StopReason, summary.ExitCode, summary.Failed));
        Assert.StartsWith("4 rows failed, and only 3 are allowed. The last failure: RequestRejected: ", summary.Message, StringComparison.Ordinal);
        Assert.Equal(4, stage.One.CallCount);
    }

    [Fact]
    public async Task At_the_deadline_no_row_begins_and_those_under_way_finish()
    {
        var clock = new FakeTimeProvider();
        await using var stage = Stage.Alone(clock);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Echo.Hold(gate));
        using var folder = new JobFolder().WithRows(20);
        var stopping = new Stopping();
        var running = folder.RunAsync(stage, folder.Options() with { Deadline = clock.GetUtcNow().AddSeconds(1), ThrottleLimit = 4 }, progress: stopping.Hear);
        await stage.One.WaitForCallAsync(4);
        await PassingTime.UntilAsync(clock, stopping.Told);
        gate.Open();

        var summary = await running;

        Assert.Equal((CsvStopReason.Deadline, 9, 4), (summary.StopReason, summary.ExitCode, summary.Succeeded));
        Assert.StartsWith("The deadline ", summary.Message, StringComparison.Ordinal);
        Assert.Equal(16, (await folder.RunAsync(stage)).Succeeded - 4);
        Assert.Equal(20, stage.One.CallCount);
    }

    [Fact]
    public async Task A_caller_that_stops_lets_calls_under_way_finish_and_keeps_them()
    {
        await using var stage = Real();
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Echo.Hold(gate));
        using var folder = new JobFolder().WithRows(20);
        using var stop = new CancellationTokenSource();
        var running = folder.RunAsync(stage, folder.Options() with { ThrottleLimit = 4 }, stop.Token);
        await stage.One.WaitForCallAsync(4);
        await stop.CancelAsync();
        gate.Open();

        var summary = await running;

        Assert.Equal((CsvStopReason.Cancelled, 130, 4), (summary.StopReason, summary.ExitCode, summary.Succeeded));
        Assert.Equal(4, (await folder.RunAsync(stage)).Reused);
    }

    [Fact]
    public async Task A_job_that_is_stopped_before_its_first_row_never_shows_rows_as_done()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithRows(5);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var most = 0;
        await folder.RunAsync(stage, stop: stop.Token, progress: progress => most = Math.Max(most, progress.Done));
        Assert.Equal((0, 0), (stage.One.CallCount, most));
    }

    [Fact]
    public async Task Calls_that_outlast_the_grace_are_ended()
    {
        await using var stage = Real();
        stage.One.OnAny().Answer(Reply.Silent());
        using var folder = new JobFolder().WithRows(20);
        using var stop = new CancellationTokenSource();
        var running = folder.RunAsync(stage, folder.Options() with { ThrottleLimit = 4, StopGrace = TimeSpan.FromMilliseconds(50) }, stop.Token);
        await stage.One.WaitForCallAsync(4);
        await stop.CancelAsync();

        Assert.Equal((130, 0), ((await running).ExitCode, (await running).Succeeded));
        await stage.One.WaitForDisconnectAsync(4);
    }

    [Fact]
    public async Task A_refused_key_ends_the_job_at_once_and_keeps_what_was_paid_for()
    {
        await using var stage = Real();
        stage.One.OnAny().Times(3, Reply.Echo).Answer(Reply.Error(401, "invalid_api_key", "no"));
        using var folder = new JobFolder().WithRows(50);

        var error = await Assert.ThrowsAsync<ChatException>(() => folder.RunAsync(stage, options => options with { ThrottleLimit = 1 }));

        Assert.Equal(3, ExitCode.Of(error.Code));
        Assert.Equal(4, stage.One.CallCount);
        Assert.Equal(["out.csv.journal", "out.report.json"], folder.Made);
    }

    [Fact]
    public async Task A_second_run_on_the_same_output_is_refused_at_once_and_names_the_first()
    {
        await using var stage = Real();
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Echo.Hold(gate));
        using var folder = new JobFolder().WithRows(2);
        var first = folder.RunAsync(stage);
        await stage.One.WaitForCallAsync();

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage));
        gate.Open();

        Assert.Equal((ErrorCode.JobRunning, 10), (error.Code, ExitCode.Of(error.Code)));
        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}, since ", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await first).Succeeded);
        Assert.DoesNotContain("out.csv.lock", folder.Made);
    }

    [Fact]
    public async Task An_input_that_vanishes_ends_the_job_and_what_was_paid_for_is_kept()
    {
        var clock = new FakeTimeProvider();
        await using var stage = Stage.Alone(clock);
        var gate = new Gate();
        stage.One.OnAny().Times(5, Reply.Echo).Answer(Reply.Echo.Hold(gate));
        using var folder = new JobFolder().WithRows(40);
        var stopping = new Stopping();
        var running = folder.RunAsync(stage, folder.Options() with { ThrottleLimit = 2 }, progress: stopping.Hear);
        await stage.One.WaitForCallAsync(6);
        var text = File.ReadAllText(folder.In);
        File.Delete(folder.In);
        await PassingTime.UntilAsync(clock, stopping.Told);
        gate.Open();

        var summary = await running;

        Assert.Equal((CsvStopReason.InputChanged, 9), (summary.StopReason, summary.ExitCode));
        Assert.Contains("in.csv no longer exists", summary.Message, StringComparison.Ordinal);
        Assert.Equal(stage.One.CallCount, summary.Succeeded);
        folder.WithInput(text);
        Assert.Equal((40, summary.Succeeded), ((await folder.RunAsync(stage)).Succeeded, summary.Succeeded));
        Assert.Equal(40, stage.One.CallCount);
    }

    [Fact]
    public async Task An_output_in_a_folder_that_is_not_there_is_refused_before_any_call()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(2);

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, options => options with { OutPath = Path.Combine(folder.Root, "none", "out.csv") }));

        Assert.Equal((ErrorCode.FileUnusable, 2), (error.Code, ExitCode.Of(error.Code)));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Fact]
    public async Task An_output_folder_that_cannot_be_written_is_refused_before_any_call()
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Not run: only Linux has /proc, which no process can write to.");
            return;
        }

        await using var stage = Real();
        using var folder = new JobFolder().WithRows(2);

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, options => options with { OutPath = "/proc/holysheep/out.csv" }));

        Assert.Equal((ErrorCode.FileUnusable, 0), (error.Code, stage.One.CallCount));
    }

    [Fact]
    public async Task A_full_disk_ends_the_job_with_every_answer_kept_that_was_paid_for()
    {
        using var disk = SmallDisk.TryMount(megabytes: 3);
        if (disk is null)
        {
            return;
        }

        await using var stage = Real();
        var answer = string.Concat(Enumerable.Repeat("0123456789", 3_000));
        stage.One.Handle(request => Reply.Text(request.LastUserMessage + answer));
        using var folder = new JobFolder().WithRows(200);
        var full = Path.Combine(disk.Root, "out.csv");

        var summary = await folder.RunAsync(stage, options => options with { OutPath = full });

        Assert.Equal((CsvStopReason.OutputUnwritable, 9), (summary.StopReason, summary.ExitCode));
        Assert.Contains("the disk is full", summary.Message, StringComparison.Ordinal);
        Assert.Equal(stage.One.CallCount, summary.Succeeded);
        Assert.InRange(summary.Succeeded, 20, 199);

        // With room, the same command goes on where it stopped.
        File.Copy(full + ".journal", folder.Journal);
        Assert.Equal((200, summary.Succeeded), ((await folder.RunAsync(stage)).Succeeded, summary.Succeeded));
        Assert.Equal(200, stage.One.CallCount);
    }

    [Fact]
    public async Task A_limit_of_cost_counts_the_tokens_of_a_prompt_as_the_plan_does()
    {
        await using var stage = Real();
        // ten thousand words, a token each: a guess by their characters is half as much again
        var words = string.Join(" ", Enumerable.Repeat("hello", 10_000));
        stage.One.OnAny().Answer(Reply.Text("Fine.").WithUsage(10_000, 1));
        using var folder = new JobFolder().WithInput($"Id,Body\n1,{words}\n");
        var options = folder.Options("{Body}") with { Request = new ChatRequest { Messages = [], Model = "one/gpt-4o", MaxTokens = 1 } };
        var plan = await new CsvJob(stage.Client, options).PlanAsync();
        var needed = plan.Targets[0].CostHigh!.Value;

        Assert.Equal(CsvStopReason.MaxCost, (await folder.RunAsync(stage, options with { MaxCost = needed - 0.000001m })).StopReason);
        Assert.Equal((CsvStopReason.None, 1), ((await folder.RunAsync(stage, options with { MaxCost = needed })).StopReason, stage.One.CallCount));
    }

    /// <summary>Hears when a job says that it stops.</summary>
    private sealed class Stopping
    {
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Told => _told.Task;

        public void Hear(CsvJobProgress progress)
        {
            if (progress.Phase == CsvJobPhase.Stopping)
            {
                _told.TrySetResult();
            }
        }
    }
}
