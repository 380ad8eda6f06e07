using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Planning;

public sealed class TargetOrderTests
{
    [Theory]
    [InlineData(1), InlineData(16)]
    public async Task Of_300_calls_over_three_targets_each_gets_100(int together)
    {
        var calls = new ConcurrentBag<string>();
        using var client = Client(calls, TargetStrategy.RoundRobin);
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), new ParallelOptions { MaxDegreeOfParallelism = together }, async (_, token) => await client.ChatAsync(Ask("m"), token));
        Assert.Equal([100, 100, 100], calls.GroupBy(host => host).Select(group => group.Count()));
    }

    [Fact]
    public async Task By_priority_the_first_target_gets_them_all()
    {
        var calls = new ConcurrentBag<string>();
        using var client = Client(calls, TargetStrategy.Priority);
        for (var i = 0; i < 9; i++)
        {
            await client.ChatAsync(Ask("m"));
        }

        Assert.All(calls, host => Assert.Equal("a.invalid", host));
    }

    [Fact]
    public async Task A_chains_model_takes_its_turn_only_when_a_call_gets_to_it()
    {
        var calls = new ConcurrentBag<string>();
        var configuration = Layout.Of(new() { ["m"] = ["a/m"], ["x"] = ["b/x", "c/x"] }, new() { ["m"] = ["x"] }, TargetStrategy.RoundRobin);
        var failing = false;
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = configuration,
            Handler = new FakeNetwork((request, _) =>
            {
                calls.Add(request.RequestUri!.Host);
                return Task.FromResult(failing && request.RequestUri.Host == "a.invalid" ? FakeNetwork.Json("{}", System.Net.HttpStatusCode.NotFound) : FakeNetwork.Json(Answer));
            }),
        });
        await client.ChatAsync(Ask("m"));
        await client.ChatAsync(Ask("m"));
        failing = true;
        Assert.Equal("b", (await client.ChatAsync(Ask("m"))).Provider);
        Assert.Equal("c", (await client.ChatAsync(Ask("m"))).Provider);
    }

    [Theory, Modes]
    public async Task The_least_busy_target_is_asked_and_a_call_that_ended_does_not_count(CallMode mode)
    {
        await using var stage = Stage.SameModel().With(configuration => configuration with
        {
            Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Strategy = TargetStrategy.LeastBusy }),
        });
        var gate = new Gate();
        stage.One.OnAny().Times(1, Reply.Text("held").Hold(gate)).Answer(Reply.Text("free"));

        var held = stage.AskAsync(mode);
        await stage.One.WaitForCallAsync(1);
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        gate.Open();
        await held;
        Assert.Equal("one", (await stage.AskAsync(mode)).Result.Provider);
    }

    [Fact]
    public async Task With_every_target_left_out_the_error_gives_the_reasons_and_no_call_is_made()
    {
        var calls = new ConcurrentBag<string>();
        using var client = Client(calls, TargetStrategy.Priority);
        var error = await Assert.ThrowsAsync<HolySheepException>(() => client.ChatAsync(Ask("m") with { ExcludedProviders = ["a", "b", "c"] }));
        Assert.Equal(ErrorCode.NoTargetEligible, error.Code);
        Assert.Contains("b/m: the provider b is excluded", error.Message);
        Assert.Empty(calls);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_provider_that_is_not_configured_is_an_error_with_the_nearest_name(bool excluded)
    {
        using var client = Client([], TargetStrategy.Priority);
        var request = excluded ? Ask("m") with { ExcludedProviders = ["e"] } : Ask("m") with { Providers = ["e"] };
        Assert.Contains("'e'", (await Assert.ThrowsAnyAsync<HolySheepException>(() => client.ChatAsync(request))).Message);
    }

    private const string Answer = """{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";

    private static ChatRequest Ask(string model) => Stage.Question() with { Model = model };

    private static HolySheepClient Client(ConcurrentBag<string> calls, TargetStrategy strategy) => new(new HolySheepClientOptions
    {
        Configuration = Layout.Of(new() { ["m"] = ["a/m", "b/m", "c/m"] }, strategy: strategy),
        Handler = new FakeNetwork((request, _) =>
        {
            calls.Add(request.RequestUri!.Host);
            return Task.FromResult(FakeNetwork.Json(Answer));
        }),
    });
}
