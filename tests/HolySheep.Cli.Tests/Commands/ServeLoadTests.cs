using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Spend.History;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>The gateway as a process under many streams at once: what providers saw is booked, once each, whatever ends it.</summary>
public sealed class ServeLoadTests
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Streams_with_clients_that_vanish_and_upstreams_that_are_cut_are_booked_once_each_and_leave_nothing_open()
    {
        var total = Endurance.Rounds(10_000, least: AtOnce * 2);
        var number = 0;
        await using var provider = new ScriptedProvider();
        provider.Handle(_ => Interlocked.Increment(ref number) % 100 == 17 ? Reply.Words(20).CutAfter(5) : Reply.Words(20));
        using var home = Home(provider);
        await using var child = Start(home);
        var root = await ServedGateway.ListeningAsync(child);
        var idle = OpenFiles(child.Id);
        await AskAsync(root, 0, total);

        // Connections to the provider stay for a while, at most as many as there were streams at once.
        using var limit = new CancellationTokenSource(Patience);
        while (OpenFiles(child.Id) > idle + AtOnce + 40)
        {
            Assert.False(limit.IsCancellationRequested, $"{idle} files were open before the streams, {OpenFiles(child.Id)} after them.");
            await Task.Yield();
        }

        var calls = await SettledAsync(home);
        Assert.Equal((total, total), (provider.CallCount, calls.Length));
        Assert.All(calls, call => Assert.Single(call.Attempts));
        Assert.Equal(calls.Length, calls.Select(call => call.Prompt).Distinct().Count());
        Assert.InRange(calls.Count(call => call.Outcome == "Cut"), 1, number / 100 + 1);
        child.Kill9();
    }

    [Fact]
    public async Task What_providers_saw_is_booked_after_the_gateway_was_killed()
    {
        for (var round = 0; round < Endurance.Rounds(20, least: 2); round++)
        {
            var total = 60;
            await using var provider = new ScriptedProvider();
            provider.Handle(request => request.Number % 3 == 0 ? Reply.Words(40).StallAfter(10) : Reply.Words(5));
            using var home = Home(provider);
            await using (var child = Start(home))
            {
                var root = await ServedGateway.ListeningAsync(child);
                var asking = AskAsync(root, 0, total);
                while (provider.CallCount < 5 + round)
                {
                    await provider.WaitForCallAsync();
                }

                child.Kill9();
                await asking;
                await child.WaitAsync();
            }

            // The first to open the ledger books what the killed process left.
            var booked = (await SettledAsync(home)).Select(call => call.Prompt).ToHashSet();
            Assert.Empty(provider.Requests.Select(request => request.LastUserMessage).Except(booked));
        }
    }

    private static TempHome Home(ScriptedProvider provider) => new TempHome($$"""
        {
          "providers": { "one": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "env:ONE_KEY" } },
          "models": { "priced": { "targets": [ "one/priced" ], "price": { "input": 1, "output": 2 } } },
          "ledger": { "keepTexts": true }, "defaults": { "model": "priced" }
        }
        """).Set("ONE_KEY", KeyMarker.Value);

    private static ChildProcess Start(TempHome home) =>
        ChildProcess.Start(BuiltCommand.Options(home, "serve", "--listen", "127.0.0.1:0", "--no-token") with { Limit = TimeSpan.FromMinutes(15) });

    /// <summary>Asks for streams, many at once; one of a hundred leaves in its middle. A gateway that dies ends them all.</summary>
    private static async Task AskAsync(string root, int first, int count)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce }) { Timeout = Patience };
        await Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancelled) =>
        {
            var body = $$"""{"model":"priced","stream":true,"messages":[{"role":"user","content":"call {{number}}"}]}""";
            using var request = new HttpRequestMessage(HttpMethod.Post, root + "/v1/chat/completions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            try
            {
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancelled);
                using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancelled));
                for (var line = 0; await reader.ReadLineAsync(cancelled) is not null && !(number % 100 == 53 && line > 6); line++)
                {
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // The gateway was killed.
            }
        });
    }

    private static async Task<RecordedCall[]> SettledAsync(TempHome home)
    {
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = new ConfigurationFile(home.ConfigPath, home.Environment).Read(),
            Environment = home.Environment,
            StateFolder = home.Folder,
        });
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var calls = client.ListCalls(new CallQuery()).ToArray();
            if (Array.TrueForAll(calls, call => call.Outcome != CallOutcome.UnderWay))
            {
                return calls;
            }

            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static int OpenFiles(int process) => OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries($"/proc/{process}/fd").Length : 0;
}
