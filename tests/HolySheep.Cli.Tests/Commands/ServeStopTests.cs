using System;
using System.Diagnostics;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>A gateway that is told twice to end.</summary>
public sealed class ServeStopTests
{
    private const string Question = """{"model":"gpt-4.1","stream":true,"messages":[{"role":"user","content":"How high?"}]}""";

    [Theory]
    [InlineData("TERM", "TERM")]
    [InlineData("INT", "INT")]
    [InlineData("TERM", "INT")]
    [InlineData("INT", "TERM")]
    public async Task A_second_signal_ends_the_calls_under_way_at_once(string first, string second)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Words(3).HoldAfter(1, new Gate()));
        using var home = ProviderHome.At(provider.BaseUrl);
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "127.0.0.1:0", "--no-token"));
        var root = await ServedGateway.ListeningAsync(child);
        using var http = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Post, root + "/v1/chat/completions") { Content = new StringContent(Question, Encoding.UTF8, "application/json") };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await ServedGateway.SignalAsync(child, first);
        await child.WaitForErrorAsync("Stopping");
        var begun = Stopwatch.GetTimestamp();
        await ServedGateway.SignalAsync(child, second);
        var result = await child.WaitAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(second == "TERM" ? 143 : 130, result.ExitCode);
    }
}
