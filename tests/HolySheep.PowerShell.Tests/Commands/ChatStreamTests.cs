using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ChatStreamTests : ChatFixture
{
    [Fact]
    public async Task Text_is_shown_as_it_comes_and_the_result_is_whole()
    {
        var gate = new Gate();
        Provider.OnAny().Answer(Reply.Words(6).HoldAfter(3, gate));
        using var shell = Session.Pipeline();
        var shown = new TaskCompletionSource();
        shell.Streams.Information.DataAdded += (_, added) =>
        {
            if (shell.Streams.Information[added.Index].MessageData is HostInformationMessage { Message: var text } && text.Contains("word3", StringComparison.Ordinal))
            {
                shown.TrySetResult();
            }
        };
        shell.AddScript("Invoke-HolySheepChat 'Say it.' -Stream -ConfigPath $args[0]").AddArgument(Home.ConfigPath);
        var run = shell.InvokeAsync();
        await shown.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(run.IsCompleted);
        gate.Open();
        var result = (await run).Single();

        Assert.Equal("word1 word2 word3 word4 word5 word6", result.ToString());
        Assert.NotNull(result.Properties["TimeToFirstToken"].Value);
        var records = shell.Streams.Information.Select(record => (HostInformationMessage)record.MessageData).ToList();
        Assert.Equal(result.ToString(), string.Concat(records.Select(record => record.Message)));
        Assert.All(records.SkipLast(1), record => Assert.True(record.NoNewLine));
        Assert.NotEqual(true, records[^1].NoNewLine);
        Assert.All(shell.Streams.Information, record => Assert.Contains("PSHOST", record.Tags));
    }

    [Fact]
    public void A_stream_that_is_cut_after_its_first_text_is_an_error_that_carries_what_came()
    {
        Provider.OnAny().Answer(Reply.Words(40).CutAfter(20));
        var outcome = Run("Invoke-HolySheepChat 'Say it.' -Stream -ConfigPath $config");
        var error = Assert.Single(outcome.Errors);

        Assert.Empty(outcome.Output);
        Assert.StartsWith("AnswerCut,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.EndsWith("word20", ((string)PSObject.AsPSObject(error.Exception).Properties["PartialContent"].Value).Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_may_restart_says_so_and_holds_the_second_answer_alone()
    {
        Provider.OnAny().Answer(Reply.Words(40).CutAfter(20)).Answer(Reply.Text("whole"));
        var outcome = Run("Invoke-HolySheepChat 'Say it.' -Stream -OnCut Restart -ConfigPath $config").ThrowOnError();

        Assert.Equal("whole", outcome.Output.Single().ToString());
        Assert.Contains(outcome.Information, record => record.MessageData.ToString()!.Contains("starts again", StringComparison.Ordinal));
    }
}
