using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>What a pipeline around the command does to the calls, and what each action on errors gives.</summary>
public sealed class ChatFlowTests : ChatFixture
{
    private const string Inputs = "1..100 | % { if ($_ -in 10, 50, 90) { '' } else { \"n$_\" } } | Invoke-HolySheepChat -ConfigPath $config -ThrottleLimit 4 ";

    [Fact]
    public async Task A_pipeline_that_has_enough_hangs_up_and_makes_no_further_call()
    {
        Provider.Handle(request => request.LastUserMessage == "1" ? null : Reply.Silent());
        using var session = Session.WithModule(typeof(FirstCommand));
        var first = session.Run("1..50 | Invoke-HolySheepChat -ThrottleLimit 4 -ConfigPath $args[0] | Select-First; 'after'", Home.ConfigPath).ThrowOnError().Output;
        var calls = Provider.CallCount;

        Assert.Equal(["answer from local to 1", "after"], first.Select(item => item.ToString()));
        Assert.InRange(calls, 1, 5);
        await Provider.WaitForDisconnectAsync(calls - 1);

        // A call that still ran would be made on a connection of its own before this one is answered.
        Provider.Handle(_ => null);
        session.Run("Invoke-HolySheepChat 'later' -ConfigPath $args[0]", Home.ConfigPath).ThrowOnError();
        Assert.Equal(calls + 1, Provider.CallCount);
    }

    [Theory]
    [InlineData("Continue", 97, 3, 3)]
    [InlineData("SilentlyContinue", 97, 0, 3)]
    [InlineData("Ignore", 97, 0, 0)]
    public void Of_a_hundred_inputs_with_three_bad_ones_each_error_does_what_the_call_says(string action, int results, int errors, int variable)
    {
        var outcome = Run(Inputs + $"-ErrorAction {action} -ErrorVariable bad; [pscustomobject] @{{ Bad = $bad.Count }}");

        Assert.Equal(Enumerable.Range(1, 100).Except([10, 50, 90]).Select(number => $"answer from local to n{number}"), outcome.Output.Take(results).Select(result => result.ToString()));
        Assert.Equal(errors, outcome.Errors.Count);
        Assert.Equal(variable, outcome.Output[^1].Properties["Bad"].Value);
    }

    [Fact]
    public void A_call_that_stops_at_errors_ends_with_the_first_and_keeps_what_came_before()
    {
        var outcome = Run("$seen = [System.Collections.Generic.List[string]]::new(); try { " + Inputs + "-ErrorAction Stop | % { $seen.Add(\"$_\") } } catch { $_ }; $seen.Count");
        var error = (ErrorRecord)outcome.Output[0].BaseObject;

        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(9, outcome.Output[1].BaseObject);
        Assert.InRange(Provider.CallCount, 9, 9 + 16);
    }

    [Fact]
    public async Task Progress_is_shown_while_many_calls_run_and_completed_at_the_end()
    {
        var gate = new Gate();
        Provider.Handle(request => request.LastUserMessage == "1" ? Reply.Echo.Hold(gate) : null);
        using var shell = Session.Pipeline();
        var told = new TaskCompletionSource();
        shell.Streams.Progress.DataAdded += (_, _) => told.TrySetResult();
        shell.AddScript("1..8 | Invoke-HolySheepChat -ThrottleLimit 2 -ConfigPath $args[0]").AddArgument(Home.ConfigPath);
        var run = shell.InvokeAsync();
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        gate.Open();
        await run;
        var records = shell.Streams.Progress.ToList();

        Assert.Equal("7 answered, 0 failed, 1 under way", records[0].StatusDescription);
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
        Assert.Single(records, record => record.RecordType == ProgressRecordType.Completed);
    }

    [Theory]
    [InlineData("Invoke-HolySheepChat 1 -ConfigPath $args[0]")]
    [InlineData("'1' | Invoke-HolySheepChat -ConfigPath $args[0]")]
    public async Task A_single_call_that_takes_long_says_that_it_is_waited_for(string script)
    {
        var gate = new Gate();
        Provider.Handle(_ => Reply.Echo.Hold(gate));
        using var shell = Session.Pipeline();
        var told = new TaskCompletionSource();
        shell.Streams.Progress.DataAdded += (_, _) => told.TrySetResult();
        shell.AddScript(script).AddArgument(Home.ConfigPath);
        var run = shell.InvokeAsync();
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        gate.Open();
        Assert.Single(await run);
        var records = shell.Streams.Progress.ToList();

        Assert.StartsWith("waiting for the answer, ", records[0].StatusDescription, StringComparison.Ordinal);
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
    }

    [Fact]
    public void Short_work_shows_no_progress()
    {
        using var shell = Session.Pipeline();
        shell.AddScript("1..3 | Invoke-HolySheepChat -ThrottleLimit 2 -ConfigPath $args[0]; 1..3 | Invoke-HolySheepChat -ConfigPath $args[0]").AddArgument(Home.ConfigPath);
        shell.Invoke();
        Assert.Empty(shell.Streams.Progress);
    }

    /// <summary>Passes one object on and ends the pipeline as Select-Object -First does.</summary>
    [Cmdlet(VerbsCommon.Select, "First")]
    public sealed class FirstCommand : PSCmdlet
    {
        [Parameter(ValueFromPipeline = true)]
        public object? Item { get; set; }

        protected override void ProcessRecord()
        {
            WriteObject(Item);
            throw (Exception)Activator.CreateInstance(
                typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException")!, [this])!;
        }
    }
}
