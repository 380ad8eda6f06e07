using System;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Output;

public class StreamTests
{
    [Fact]
    public async Task Pieces_are_printed_as_they_come()
    {
        var gate = new Gate();
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("first second third").HoldAfter(1, gate));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "chat", "hi", "--stream"));

        await child.WaitForOutputAsync("first");
        gate.Open();
        var result = BuiltCommand.WithoutKey(await child.WaitAsync());

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("first second third\n", result.Stdout);
        Assert.Empty(result.Stderr);
    }

    [Fact]
    public async Task A_cut_leaves_the_printed_text_ends_its_line_and_is_an_error()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Words(5).CutAfter(2));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--stream");

        Assert.Equal(5, result.ExitCode);
        Assert.Equal("word1 word2", result.Stdout.TrimEnd());
        Assert.EndsWith("\n", result.Stdout);
        Assert.Contains("error AnswerCut: ", result.Stderr);
        Assert.Equal(1, provider.CallCount);
    }

    [Fact]
    public async Task Where_the_caller_wants_restarts_a_line_says_that_the_answer_starts_again()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Words(5).CutAfter(2), Reply.Text("the whole answer"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--stream", "--on-cut", "restart");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("notice: The answer broke off and starts again", result.Stderr);
        Assert.EndsWith("\nthe whole answer\n", result.Stdout);
    }

    [Fact]
    public async Task A_fallback_before_the_first_piece_is_reported_beside_the_answer()
    {
        await using var provider = new ScriptedProvider();
        provider.On("gpt-4.1").Answer(Reply.Error(404, "model_not_found", "no such model"));
        provider.OnAny().Answer(Reply.Text("from the fallback"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--stream");

        Assert.Equal("from the fallback\n", result.Stdout);
        Assert.Contains("warning: gpt-4.1 did not answer", result.Stderr);
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_call_quietly()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("Not run: Windows cannot be asked whether a pipe is read.");
            return;
        }

        var (afterHead, never) = (new Gate(), new Gate());
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("one\ntwo three four five six").HoldAfter(2, afterHead).HoldAfter(4, never));
        using var home = ProviderHome.At(provider.BaseUrl);
        // head reads the first line; then no process holds the pipe, and the outer shell says so.
        var line = $"('{BuiltCommand.Path}' chat hi --stream; echo \"exit $?\" >&2) | (head -n 1; exec <&-; echo gone)";
        await using var child = ChildProcess.Start(new ChildOptions("/bin/sh", "-c", line) { Environment = home.Variables });

        await child.WaitForOutputAsync("gone");
        afterHead.Open();
        await provider.WaitForDisconnectAsync();
        var result = await child.WaitAsync();

        Assert.Equal("one\ngone\n", result.Stdout);
        Assert.Equal("exit 130\n", result.Stderr);
    }
}
