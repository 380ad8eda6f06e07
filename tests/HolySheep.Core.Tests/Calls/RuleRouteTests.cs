using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Calls;

public sealed class RuleRouteTests
{
    [Theory, Modes]
    public async Task A_rule_routes_a_call_that_names_no_model_and_the_result_keeps_what_was_asked_for(CallMode mode)
    {
        await using var stage = Ruled(new RuleOptions { Name = "sums", Task = "summarise", Model = "beta" });
        var traces = new List<string>();
        var asked = await stage.AskAsync(mode, Stage.Question() with { Task = "summarise", Trace = trace => traces.Add(trace.Message) });

        Assert.Equal(("alpha", "beta", "two"), (asked.Result.Model, asked.Result.ModelUsed, asked.Result.Provider));
        Assert.Empty(asked.Result.Warnings);
        Assert.Contains("The rule 'sums' asks beta in place of alpha.", traces);
        Assert.Equal("alpha", (await stage.AskAsync(mode)).Result.ModelUsed);
        Assert.Equal("alpha", (await stage.AskAsync(mode, Stage.Question() with { Task = "summarise", Model = "alpha" })).Result.ModelUsed);
    }

    [Theory, Modes]
    public async Task A_rule_that_names_the_model_routes_calls_that_ask_for_it(CallMode mode)
    {
        await using var stage = Ruled(new RuleOptions { Name = "r", Models = ["alpha"], Model = "beta" });
        Assert.Equal(("alpha", "beta"), (await stage.AskAsync(mode, Stage.Question() with { Model = "alpha" })).Result is var result ? (result.Model, result.ModelUsed) : default);
    }

    [Fact]
    public async Task Long_prompts_tags_patterns_and_the_time_of_day_decide()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero));
        clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        await using var stage = Stage.Of(["one/alpha"], [], clock).With(configuration => configuration with
        {
            Rules =
            [
                new() { Name = "long", MinPromptTokens = 1_000, Chain = ["one/long"] },
                new() { Name = "ops", Tags = new Dictionary<string, string> { ["team"] = "ops" }, Model = "one/ops" },
                new() { Name = "sql", Pattern = new System.Text.RegularExpressions.Regex("SELECT"), Model = "one/sql" },
                new() { Name = "night", Between = TimeWindow.Parse("22:00-06:00", null), Model = "one/night" },
            ],
        });
        async Task<string> UsedAsync(ChatRequest request) => (await stage.AskAsync(CallMode.Plain, request)).Result.ModelUsed;

        Assert.Equal("long", await UsedAsync(Stage.Question(new string('x', 5_000))));
        Assert.Equal("ops", await UsedAsync(Stage.Question() with { Tags = new Dictionary<string, string> { ["team"] = "ops" } }));
        Assert.Equal("sql", await UsedAsync(Stage.Question("Explain SELECT 1")));
        Assert.Equal("night", await UsedAsync(Stage.Question()));
        clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal("alpha", await UsedAsync(Stage.Question()));
    }

    [Theory, Modes]
    public async Task A_chain_of_a_rule_is_walked_as_any_other(CallMode mode)
    {
        await using var stage = Ruled(new RuleOptions { Name = "r", Task = "t", Chain = ["beta", "one/last"] });
        stage.Two.OnAny().Answer(Reply.Status(404, "gone"));
        var asked = await stage.AskAsync(mode, Stage.Question() with { Task = "t" });
        Assert.Equal(["two/beta", "one/last"], asked.Attempts.Select(attempt => attempt.Target));
    }

    [Fact]
    public async Task A_key_that_the_caller_gives_never_reaches_the_provider_that_a_rule_chose()
    {
        await using var stage = Ruled(new RuleOptions { Name = "r", Task = "t", Model = "beta" });
        await stage.AskAsync(CallMode.Plain, Stage.Question() with { Task = "t", ApiKey = new Secret("given-by-the-caller") });
        Assert.Equal("Bearer key-of-two", Assert.Single(stage.Two.Requests).Header("Authorization"));
        await stage.AskAsync(CallMode.Plain, Stage.Question() with { ApiKey = new Secret("given-by-the-caller") });
        Assert.Equal("Bearer given-by-the-caller", Assert.Single(stage.One.Requests).Header("Authorization"));
    }

    private static Stage Ruled(RuleOptions rule) => Stage.Chain().With(configuration => configuration with { Rules = [rule] });
}
