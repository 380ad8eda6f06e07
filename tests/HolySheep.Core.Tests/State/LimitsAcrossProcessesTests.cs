using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.State;

public sealed class LimitsAcrossProcessesTests : IAsyncLifetime
{
    private const string Key = "key-that-no-file-may-hold";
    private readonly ScriptedProvider _provider = new("one");
    private readonly TempHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _home.Dispose();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Eight_processes_under_one_limit_never_send_more_than_it_and_one_burst_in_a_second()
    {
        Configure("\"requestsPerMinute\": 3600");
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ChildProcess.RunAsync(Host(40))));
        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.ToString()));
        var arrivals = _provider.Requests.Select(request => request.ReceivedAt / (double)Stopwatch.Frequency).Order().ToList();
        Assert.Equal(320, arrivals.Count);
        Assert.InRange(arrivals.Select((from, index) => arrivals.Skip(index).TakeWhile(at => at - from < 1).Count()).Max(), 1, 120);
        Assert.True(arrivals[^1] - arrivals[0] > 4, "The calls were not paced at all.");
    }

    [Fact]
    public async Task A_place_of_a_process_that_was_killed_is_free_at_once()
    {
        Configure("\"maxConcurrency\": 1");
        _provider.OnAny().Answer(Reply.Silent(), Reply.Echo);
        await using (var holder = ChildProcess.Start(Host(1)))
        {
            await _provider.WaitForCallAsync();
            using var client = Client();
            var waiting = new TaskCompletionSource();
            var second = client.ChatAsync(Question(trace =>
            {
                if (trace.Message.Contains("waits for the end", StringComparison.Ordinal))
                {
                    waiting.TrySetResult();
                }
            }));
            await waiting.Task;
            Assert.Equal(1, _provider.CallCount);
            holder.Kill9();
            Assert.Equal("one/alpha Answered (200)", (await second.WaitAsync(TimeSpan.FromSeconds(30))).Attempts.Single().ToString());
        }
    }

    [Fact]
    public async Task A_limit_announced_to_one_process_is_known_to_the_next()
    {
        Configure("");
        _provider.OnAny().Answer(Reply.Echo.WithHeader("x-ratelimit-limit", "5").WithHeader("x-ratelimit-remaining", "0").WithHeader("x-ratelimit-reset", "3600"));
        Assert.Equal(0, (await ChildProcess.RunAsync(Host(1))).ExitCode);
        using var client = Client();
        var failure = await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(Question()));
        Assert.Equal(ErrorCode.RateLimit, failure.Code);
        Assert.InRange(failure.RetryAt!.Value, DateTimeOffset.UtcNow.AddMinutes(55), DateTimeOffset.UtcNow.AddMinutes(61));
        Assert.Equal(1, _provider.CallCount);
    }

    [Fact]
    public async Task A_rate_that_one_client_has_used_up_is_used_up_for_the_next()
    {
        Configure("\"requestsPerMinute\": 1");
        Assert.Equal(0, (await ChildProcess.RunAsync(Host(1))).ExitCode);
        using var client = Client();
        await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(Question() with { Limits = new ChatLimits { Timeout = TimeSpan.FromSeconds(2) } }));
    }

    [Fact]
    public async Task The_file_does_not_hold_the_key()
    {
        Configure("\"requestsPerMinute\": 600, \"tokensPerMinute\": 60000, \"maxConcurrency\": 3", "\"env:ONE_KEY\"");
        _home.Set("ONE_KEY", Key);
        _provider.OnAny().Answer(Reply.Echo.WithHeader("x-ratelimit-limit", "5").WithHeader("x-ratelimit-remaining", "4").WithHeader("x-ratelimit-reset", "60"));
        using (var client = Client())
        {
            await client.ChatAsync(Question());
        }

        Assert.All(Directory.GetFiles(_home.Folder, "state.db*"), file => Assert.DoesNotContain(Key, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_state_file_that_cannot_be_used_costs_sharing_and_neither_answer_nor_limit()
    {
        Configure("\"requestsPerMinute\": 60, \"maxConcurrency\": 1");
        Directory.CreateDirectory(Path.Combine(_home.Folder, "state.db"));
        using var client = Client();
        var results = new List<ChatResult> { await client.ChatAsync(Question()), await client.ChatAsync(Question()) };
        Assert.Single(results.SelectMany(result => result.Warnings));
        Assert.True(results[1].Attempts.Single().Wait > TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task A_sandbox_writes_no_state()
    {
        Configure("\"requestsPerMinute\": 1, \"maxConcurrency\": 1");
        using var client = new HolySheepClient(Options() with { Sandbox = Providers.Sandbox.SandboxScript.None });
        await client.ChatAsync(Question());
        await client.ChatAsync(Question());
        Assert.Empty(Directory.GetFiles(_home.Folder, "state.db*"));
    }

    private static ChatRequest Question(Action<ChatTrace>? trace = null) => new() { Messages = [ChatMessage.User("How high?")], Trace = trace };

    private void Configure(string limits, string key = "\"none\"") => _home.WriteConfig(
        $$"""{ "providers": { "one": { "kind": "openai", "baseUrl": "{{_provider.BaseUrl}}", "apiKey": {{key}}{{(limits.Length > 0 ? ", " + limits : "")}} } }, "defaults": { "model": "one/alpha" } }""");

    private ChildOptions Host(int calls) => new("dotnet", Path.Combine(AppContext.BaseDirectory, "HolySheep.TestHost.dll"), "calls", $"{calls}") { Environment = _home.Variables };

    private HolySheepClient Client() => new(Options());

    private HolySheepClientOptions Options() => new() { Configuration = new ConfigurationFile(null, _home.Environment).Read(), Environment = _home.Environment, StateFolder = _home.Folder };
}
