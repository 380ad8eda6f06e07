using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.PowerShell.Pumping;
using Xunit;

namespace HolySheep.PowerShell.Tests.Pumping;

public sealed class PipelineErrandsTests
{
    [Fact]
    public async Task A_function_that_is_stopped_with_its_pipeline_has_not_failed()
    {
        var errands = new PipelineErrands();
        using var stop = new CancellationTokenSource();
        var waiting = errands.RunAsync<int>(() => throw new PipelineStoppedException(), stop.Token);

        Assert.Throws<PipelineStoppedException>(errands.Serve);
        Assert.False(waiting.IsCompleted);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_function_that_fails_tells_who_waits_for_it_and_not_the_pipeline()
    {
        var errands = new PipelineErrands();
        var waiting = errands.RunAsync<int>(() => throw new InvalidOperationException("why"), CancellationToken.None);

        errands.Serve();

        Assert.Equal("why", (await Assert.ThrowsAsync<InvalidOperationException>(() => waiting)).Message);
    }
}
