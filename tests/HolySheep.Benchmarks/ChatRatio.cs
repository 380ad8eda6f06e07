using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;

namespace HolySheep.Benchmarks;

/// <summary>A chat call through the core against the same bytes through a bare HttpClient and a JSON parse, in turns in one run.</summary>
internal static class ChatRatio
{
    private const int Batch = 500;

    // The runtime compiles hot code again after some ten thousand calls: what is measured is what a long job sees.
    private const int WarmUpRounds = 30;

    public static async Task RunAsync(int calls)
    {
        using var server = new LoopbackServer(Answers.Plain, Answers.Streamed);
        using var bare = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var core = new HolySheepClient(new HolySheepClientOptions { Configuration = Configuration(server.BaseUrl), Environment = _ => null });
        var request = new ChatRequest { Messages = [ChatMessage.User(BareCall.Prompt)] };
        var streamed = request with { StreamWire = true };
        var address = new Uri(server.BaseUrl + "/chat/completions");
        var subjects = new (string Name, Func<Task> Call)[]
        {
            ("bare HttpClient and JsonDocument", () => BareCall.AskAsync(bare, address)),
            ("HolySheepClient.ChatAsync", () => core.ChatAsync(request)),
            ("HolySheepClient.ChatAsync, streamed wire", () => core.ChatAsync(streamed)),
        };
        var medians = await MeasureAsync(subjects, calls);
        Console.WriteLine("| call | median µs | ratio | bytes allocated |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        for (var i = 0; i < subjects.Length; i++)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"| {subjects[i].Name} | {medians[i].Microseconds:0.0} | {medians[i].Microseconds / medians[0].Microseconds:0.00} | {medians[i].Bytes:#,0} |"));
        }
    }

    private static async Task<(double Microseconds, long Bytes)[]> MeasureAsync((string Name, Func<Task> Call)[] subjects, int calls)
    {
        var samples = subjects.Select(_ => new List<double>()).ToArray();
        var bytes = new long[subjects.Length];
        for (var round = -WarmUpRounds; round < calls / Batch; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                var allocated = GC.GetTotalAllocatedBytes(precise: true);
                for (var call = 0; call < Batch; call++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await subjects[i].Call();
                    if (round >= 0)
                    {
                        samples[i].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                    }
                }

                bytes[i] = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / Batch;
            }
        }

        return subjects.Select((_, i) => (samples[i].Order().ElementAt(samples[i].Count / 2), bytes[i])).ToArray();
    }

    private static HolySheepConfiguration Configuration(Uri baseUrl) => new()
    {
        Providers = new Dictionary<string, ProviderOptions>
        {
            ["holysheep"] = new() { Name = "holysheep", Kind = ProviderKind.OpenAI, BaseUrl = baseUrl, Keyless = true },
        },
        Models = new Dictionary<string, ModelOptions>(),
        Chains = new Dictionary<string, IReadOnlyList<string>> { ["gpt-4.1"] = ["claude-sonnet-4.5", "gemini-2.5-flash"] },
    };
}
