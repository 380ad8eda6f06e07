using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.PowerShell.Pumping;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace HolySheep.PowerShell.Tests.Pumping;

public sealed class StartingThreadTests : IDisposable
{
    private readonly Session _session = new(typeof(TestPumpCommand));

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    public void Work_starts_on_the_pipeline_thread_where_it_may_and_one_call_at_a_time_is_wanted(int throttleLimit, bool mayStartHere, bool startsHere)
    {
        var isPipelineThread = false;
        var outcome = Session.Run(Pipeline(throttleLimit, mayStartHere, async (item, writer, _) =>
        {
            isPipelineThread = Environment.CurrentManagedThreadId == TestPumpCommand.PipelineThread;
            await Task.Yield();
            await writer.WriteObjectAsync(item);
        }));

        Assert.Equal([7], outcome.ThrowOnError().Values);
        Assert.Equal(startsHere, isPipelineThread);
    }

    [Fact]
    public void An_exception_before_the_first_wait_is_an_error_of_its_input()
    {
        var outcome = Session.Run(Pipeline(1, mayStartHere: true, (_, _, _) => throw new InvalidTimeZoneException("A bug.")));

        Assert.Null(outcome.Failure);
        Assert.Equal(7, Assert.Single(outcome.Errors).TargetObject);
    }

    [Fact]
    public void A_stop_ends_such_work_once_it_waits()
    {
        using var waits = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var shell = Pipeline(1, mayStartHere: true, async (_, _, stop) =>
        {
            waits.Set();
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                ended.Set();
            }
        });
        var run = shell.BeginInvoke();
        waits.Wait();
        shell.Stop();

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        // The command waits for it a moment only, and a loaded machine may take longer.
        Assert.True(ended.Wait(TimeSpan.FromSeconds(30)));
    }

    private Shell Pipeline(int throttleLimit, bool mayStartHere, Func<int, PipelineWriter, CancellationToken, Task> work) => _session.Pipeline().AddCommand("Test-Pump")
        .AddParameter("Item", 7).AddParameter("ThrottleLimit", throttleLimit).AddParameter("StartsHere", mayStartHere).AddParameter("Work", work);
}
