using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.PowerShell.Pumping;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace HolySheep.PowerShell.Tests.Pumping;

public sealed class PumpTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Session _session = new(typeof(UpstreamCommand), typeof(TestPumpCommand), typeof(DownstreamCommand));

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Results_come_in_the_order_of_the_inputs_though_later_calls_end_first()
    {
        var laterEnded = new CountdownEvent(2);
        var outcome = Run(3, Numbers(3), async (item, writer, _) =>
        {
            if (item == 1)
            {
                await Task.Run(() => laterEnded.Wait(Patience));
            }

            await writer.WriteObjectAsync(item);
            if (item > 1)
            {
                laterEnded.Signal();
            }
        });

        Assert.Equal([1, 2, 3], outcome.ThrowOnError().Values);
    }

    [Fact]
    public void No_more_calls_run_at_once_than_the_limit()
    {
        var running = 0;
        var most = 0;
        var together = new CountdownEvent(4);
        var outcome = Run(4, Numbers(40), async (item, writer, _) =>
        {
            var now = Interlocked.Increment(ref running);
            lock (together)
            {
                most = Math.Max(most, now);
            }

            if (item <= 4)
            {
                together.Signal();
                await Task.Run(() => together.Wait(Patience));
            }

            await Task.Yield();
            Interlocked.Decrement(ref running);
            await writer.WriteObjectAsync(item);
        });

        Assert.Equal(Numbers(40).Cast<object>(), outcome.ThrowOnError().Values);
        Assert.Equal(4, most);
    }

    [Fact]
    public void A_slow_first_call_does_not_idle_the_others_and_takes_in_a_bounded_number_of_inputs()
    {
        var ended = new CountdownEvent(7);
        var taken = 0;
        IEnumerable<int> Inputs()
        {
            foreach (var number in Numbers(30))
            {
                taken++;
                yield return number;
            }
        }

        var takenWhileWaiting = 0;
        var outcome = Run(2, Inputs(), async (item, writer, _) =>
        {
            if (item == 1)
            {
                await Task.Run(() => ended.Wait(Patience));
                takenWhileWaiting = Volatile.Read(ref taken);
            }

            await writer.WriteObjectAsync(item);
            if (item is > 1 and <= 8)
            {
                ended.Signal();
            }
        });

        Assert.Equal(Numbers(30).Cast<object>(), outcome.ThrowOnError().Values);
        Assert.InRange(takenWhileWaiting, 8, 10);
    }

    [Fact]
    public void A_result_is_written_before_all_inputs_are_there()
    {
        using var firstEnded = new ManualResetEventSlim();
        using var firstWritten = new ManualResetEventSlim();
        var writtenInTime = false;
        IEnumerable<int> Inputs()
        {
            yield return 1;
            firstEnded.Wait(Patience);
            yield return 2;
            writtenInTime = firstWritten.Wait(Patience);
            yield return 3;
        }

        var shell = Pipeline(2, Inputs(), async (item, writer, _) =>
        {
            await writer.WriteObjectAsync(item);
            firstEnded.Set();
        });
        shell.AddCommand("Test-Downstream").AddParameter("See", (Action<object?>)(_ => firstWritten.Set()));
        Session.Run(shell).ThrowOnError();

        Assert.True(writtenInTime);
    }

    [Fact]
    public void One_call_at_a_time_is_over_before_the_next_input_is_taken()
    {
        var seen = new List<string>();
        IEnumerable<int> Inputs()
        {
            foreach (var number in Numbers(3))
            {
                seen.Add("input " + number);
                yield return number;
            }
        }

        var shell = Pipeline(1, Inputs(), async (item, writer, _) => await writer.WriteObjectAsync(item));
        shell.AddCommand("Test-Downstream").AddParameter("See", (Action<object?>)(item => seen.Add("result " + item)));
        Session.Run(shell).ThrowOnError();

        Assert.Equal(["input 1", "result 1", "input 2", "result 2", "input 3", "result 3"], seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void A_downstream_that_has_enough_leaves_no_call_running(int throttleLimit)
    {
        var running = 0;
        var started = new ConcurrentBag<int>();
        var shell = Pipeline(throttleLimit, Numbers(100), async (item, writer, stop) =>
        {
            started.Add(item);
            Interlocked.Increment(ref running);
            try
            {
                await writer.WriteObjectAsync(item);
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        });
        shell.AddCommand("Test-Downstream").AddParameter("See", (Action<object?>)(_ => throw new InvalidOperationException("enough")));
        var outcome = Session.Run(shell);

        Assert.Contains("enough", outcome.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(0, Volatile.Read(ref running));
        Assert.InRange(started.Count, 1, throttleLimit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_stop_ends_a_silent_call_within_half_a_second(int throttleLimit)
    {
        using var started = new ManualResetEventSlim();
        var running = 0;
        var shell = Pipeline(throttleLimit, Numbers(1), async (_, _, stop) =>
        {
            Interlocked.Increment(ref running);
            started.Set();
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        });
        var took = Stop(shell, started);

        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
        Assert.Equal(0, Volatile.Read(ref running));
    }

    [Fact]
    public void A_stop_does_not_wait_for_work_that_does_not_listen()
    {
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var shell = Pipeline(1, Numbers(1), (_, _, _) =>
        {
            started.Set();
            release.Wait(Patience, CancellationToken.None);
            return Task.CompletedTask;
        });
        var took = Stop(shell, started);
        release.Set();

        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void An_exception_for_one_input_is_the_error_of_that_input_and_the_rest_continues()
    {
        var outcome = Run(2, Numbers(4), async (item, writer, _) =>
        {
            await writer.WriteObjectAsync(item);
            if (item == 2)
            {
                throw new HolySheepException(ErrorCode.ContentRefused, "No.", "Ask something else.");
            }

            if (item == 3)
            {
                throw new InvalidTimeZoneException("A bug.");
            }
        });

        Assert.Null(outcome.Failure);
        Assert.Equal([1, 2, 3, 4], outcome.Values);
        Assert.Equal([2, 3], outcome.Errors.Select(error => error.TargetObject));
        Assert.Equal("ContentRefused,HolySheep.PowerShell.Tests.Pumping.TestPumpCommand", outcome.Errors[0].FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.PermissionDenied, outcome.Errors[0].CategoryInfo.Category);
        Assert.Equal("Ask something else.", outcome.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Equal("No.", outcome.Errors[0].ToString());
        Assert.Equal("InternalFault,HolySheep.PowerShell.Tests.Pumping.TestPumpCommand", outcome.Errors[1].FullyQualifiedErrorId);
    }

    [Fact]
    public void A_failure_that_every_input_would_meet_ends_the_command_after_the_results_before_it()
    {
        var started = new ConcurrentBag<int>();
        var outcome = Run(4, Numbers(100), async (item, writer, stop) =>
        {
            started.Add(item);
            if (item == 3)
            {
                throw new HolySheepException(ErrorCode.CredentialMissing, "No key.");
            }

            if (item > 3)
            {
                await Task.Delay(Timeout.Infinite, stop);
            }

            await writer.WriteObjectAsync(item);
        });

        Assert.Equal([1, 2], outcome.Values);
        Assert.Equal("CredentialMissing,HolySheep.PowerShell.Tests.Pumping.TestPumpCommand", outcome.Terminating.FullyQualifiedErrorId);
        Assert.Equal(3, outcome.Terminating.TargetObject);
        Assert.InRange(started.Count, 3, 16);
    }

    [Fact]
    public void A_failure_that_every_input_would_meet_loses_no_answer_of_calls_that_have_begun()
    {
        var answered = new CountdownEvent(2);
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var outcome = Run(4, Numbers(100), async (item, writer, _) =>
        {
            if (item == 1)
            {
                await Task.Run(() => answered.Wait(Patience));
                failed.SetResult();
                throw new HolySheepException(ErrorCode.CredentialRefused, "The key is refused.");
            }

            if (item == 4)
            {
                // Under way when the failure comes, and answered after it.
                await failed.Task;
            }

            await writer.WriteObjectAsync(item);
            if (item < 4)
            {
                answered.Signal();
            }

            if (item > 4)
            {
                await failed.Task;
            }
        });

        Assert.Equal("CredentialRefused,HolySheep.PowerShell.Tests.Pumping.TestPumpCommand", outcome.Terminating.FullyQualifiedErrorId);
        Assert.Equal(outcome.Values.Order(), outcome.Values);
        Assert.Equal([2, 3, 4], outcome.Values.Take(3));
        Assert.InRange(outcome.Values.Count(), 3, 16);
    }

    [Fact]
    public void Calls_that_write_more_than_the_queue_holds_lose_nothing()
    {
        const int Lines = 5000;
        var shell = Pipeline(4, Numbers(6), async (item, writer, _) =>
        {
            for (var line = 0; line < Lines; line++)
            {
                writer.WriteVerbose($"{item}:{line}");
                await writer.WriteObjectAsync((item * Lines) + line);
            }
        });
        shell.AddParameter("Verbose");
        var outcome = Session.Run(shell);

        Assert.Equal(Enumerable.Range(Lines, 6 * Lines).Cast<object>(), outcome.ThrowOnError().Values);
        Assert.Equal(Enumerable.Range(1, 6).SelectMany(item => Enumerable.Range(0, Lines).Select(line => $"{item}:{line}")), outcome.Verbose);
    }

    [Fact]
    public void Every_stream_gets_what_was_written_for_it()
    {
        var shell = Pipeline(1, Numbers(1), async (_, writer, _) =>
        {
            writer.WriteVerbose("verbose");
            writer.WriteDebug("debug");
            await writer.WriteWarningAsync("warning");
            await writer.WriteTextAsync("text");
            await writer.WriteLineAsync();
        });
        var outcome = Session.Run(shell.AddParameter("Verbose").AddParameter("Debug").AddParameter("WarningAction", ActionPreference.Continue)).ThrowOnError();

        Assert.Equal(["verbose"], outcome.Verbose);
        Assert.Equal(["debug"], outcome.Debug);
        Assert.Equal(["warning"], outcome.Warnings);
        Assert.Equal(["text", ""], outcome.Information.Select(record => ((HostInformationMessage)record.MessageData).Message));
        Assert.Equal([true, null], outcome.Information.Select(record => ((HostInformationMessage)record.MessageData).NoNewLine));
    }

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);

    private static TimeSpan Stop(Shell shell, ManualResetEventSlim started)
    {
        var run = shell.BeginInvoke();
        Assert.True(started.Wait(Patience));
        var clock = Stopwatch.StartNew();
        shell.Stop();
        var took = clock.Elapsed;
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        return took;
    }

    private Outcome Run(int throttleLimit, IEnumerable<int> items, Func<int, PipelineWriter, CancellationToken, Task> work) =>
        Session.Run(Pipeline(throttleLimit, items, work));

    private Shell Pipeline(int throttleLimit, IEnumerable<int> items, Func<int, PipelineWriter, CancellationToken, Task> work) =>
        _session.Pipeline().AddCommand("Test-Upstream").AddParameter("Items", items).AddCommand("Test-Pump").AddParameter("ThrottleLimit", throttleLimit).AddParameter("Work", work);
}
