using System;
using System.Diagnostics;
using System.IO;
using System.IO.Pipes;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>Ctrl+C and termination.</summary>
public class StopTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_stop_ends_a_stream_at_once_with_130_and_leaves_what_was_printed(string signal)
    {
        if (HasNoSignals())
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Words(5).StallAfter(2));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "chat", "hi", "--stream"));
        await child.WaitForOutputAsync("word2");

        var result = await StopAsync(child, signal);

        Assert.Equal(130, result.ExitCode);
        Assert.Equal("word1 word2", result.Stdout.TrimEnd());
        Assert.EndsWith("\n", result.Stdout);
        Assert.Equal("error CallCancelled: Stopped before the answer was complete.\n", result.Stderr);
        await provider.WaitForDisconnectAsync();
    }

    [Fact]
    public async Task A_stop_ends_a_silent_call_with_130_and_the_error_object()
    {
        if (HasNoSignals())
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Silent());
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "chat", "hi", "--json"));
        await provider.WaitForCallAsync();

        var result = await StopAsync(child, "INT");

        Assert.Equal(130, result.ExitCode);
        Assert.StartsWith("""{"error":{"code":"CallCancelled",""", result.Stdout);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_standard_input_though_a_read_cannot_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var opened = new TaskCompletionSource();
        var input = new StandardInput(IsTerminal: false, () =>
        {
            opened.SetResult();
            return new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);
        }, () => false);
        using var stderr = new StringWriter();
        using var output = new StandardOutput(Stream.Null, isTerminal: false, () => false);
        var run = new Application(output, new Messages(stderr), input).RunAsync(["chat", "--sandbox"], stop.Token);
        await opened.Task;

        await stop.CancelAsync();

        Assert.Equal(130, await run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.StartsWith("error CallCancelled: ", stderr.ToString());
    }

    private static async Task<ChildResult> StopAsync(ChildProcess child, string signal)
    {
        if (signal == "INT")
        {
            child.Interrupt();
        }
        else
        {
            using var kill = Process.Start("kill", ["-s", signal, child.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        var sent = Stopwatch.GetTimestamp();
        var result = BuiltCommand.WithoutKey(await child.WaitAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(sent), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        return result;
    }

    private static bool HasNoSignals()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("Not run: Windows has no signals to one process.");
        }

        return OperatingSystem.IsWindows();
    }
}
