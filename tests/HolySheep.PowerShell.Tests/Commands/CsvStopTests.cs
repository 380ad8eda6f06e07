using System;
using System.Diagnostics;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class CsvStopTests : ChatFixture
{
    [Fact]
    public async Task A_stopped_job_leaves_an_exit_code_and_a_journal()
    {
        Provider.OnAny().Answer(Reply.Text("first"), Reply.Echo.Hold(new Gate()));
        var input = Home.WriteFile("in.csv", "Id,Body\n1,a\n2,b\n3,c\n");
        var output = Path.Combine(Home.Folder, "out.csv");
        Run("$global:LASTEXITCODE = 0").ThrowOnError();
        using (var shell = Session.Pipeline())
        {
            shell.AddScript("Invoke-HolySheepCsv $args[0] $args[1] '{Body}' -ThrottleLimit 1 -ConfigPath $args[2]").AddArgument(input).AddArgument(output).AddArgument(Home.ConfigPath);
            var run = shell.BeginInvoke();
            await Provider.WaitForCallAsync(2);
            shell.Stop();
            Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        }

        Assert.Equal(130, Run("$global:LASTEXITCODE").ThrowOnError().Output[0].BaseObject);
        Assert.True(File.Exists(output + ".journal"));
        Assert.False(File.Exists(output));
        await WaitForEndAsync(output);
    }

    // The job may end a moment after its pipeline: until its lock is gone, its files are its own.
    private static async Task WaitForEndAsync(string output)
    {
        for (var waited = Stopwatch.StartNew(); File.Exists(output + ".lock"); await Task.Delay(TimeSpan.FromMilliseconds(20)))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "The job holds its lock.");
        }
    }
}
