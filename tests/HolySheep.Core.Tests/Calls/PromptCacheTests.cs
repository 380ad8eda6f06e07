using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>Prompts whose beginning many calls share.</summary>
public sealed class PromptCacheTests
{
    // Some 3,000 tokens.
    private static readonly string Instructions = string.Concat(Enumerable.Range(1, 600).Select(number => $"Rule {number} applies to texts. "));

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_thousand_rows_with_one_long_beginning_go_to_one_target_and_without_the_cache_to_all_in_turns(bool cache)
    {
        await using var stage = Balanced();
        using var folder = new JobFolder().WithRows(1000);
        await folder.RunAsync(stage, options => options with { Prompt = Instructions + "{Body}", ThrottleLimit = 16, Request = options.Request with { CachePrompt = cache } });
        var counts = Counts(stage);
        Assert.Equal(1000, counts.Sum());
        if (cache)
        {
            Assert.True(counts.Max() >= 950, string.Join(", ", counts));
        }
        else
        {
            Assert.All(counts, count => Assert.InRange(count, 332, 335));
        }
    }

    [Fact]
    public async Task When_the_target_of_a_beginning_fails_another_takes_over_and_stays()
    {
        await using var stage = Balanced();
        var first = (await stage.AskAsync(CallMode.Plain, Question("a"))).Result;
        var failing = first.Provider == "one" ? stage.One : stage.Two;
        failing.On(first.ModelUsed).Answer(Reply.Error(402, null, "no money"));
        var next = new List<string>();
        for (var call = 0; call < 6; call++)
        {
            var result = (await stage.AskAsync(CallMode.Plain, Question("b"))).Result;
            next.Add(result.Provider + "/" + result.ModelUsed);
        }

        Assert.Single(next.Distinct());
        Assert.DoesNotContain(first.Provider + "/" + first.ModelUsed, next);
    }

    [Fact]
    public async Task A_short_beginning_is_balanced_as_before()
    {
        await using var stage = Balanced();
        for (var call = 0; call < 9; call++)
        {
            await stage.AskAsync(CallMode.Plain, Stage.Question("short") with { CachePrompt = true });
        }

        Assert.Equal([3, 3, 3], Counts(stage));
    }

    [Fact]
    public async Task The_route_says_why_such_calls_stay_on_one_target()
    {
        await using var stage = Balanced();
        var route = stage.Client.PlanRoute(Question("a"));
        Assert.Contains(route.Reasons, reason => reason == $"Calls that begin like this one stay on {route.Candidates[0].Target}, whose prompt cache has their beginning, while it is healthy.");
        Assert.Empty(stage.Client.PlanRoute(Question("a") with { CachePrompt = false }).Reasons);
    }

    [Theory]
    [Wires]
    public async Task Without_CachePrompt_no_wire_asks_for_a_cache(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire).WithProvider("one", provider => provider with { PromptCacheKey = true });
        await stage.AskAsync(mode, Question("a") with { CachePrompt = false });
        Assert.DoesNotContain("cache", stage.One.Requests[0].Body, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("openai"), InlineData("openai-responses")]
    public async Task A_provider_that_takes_a_cache_key_gets_one_for_the_beginning_and_another_gets_none(string wire)
    {
        await using var stage = Stage.SameModel().Speaking(wire).WithProvider("one", provider => provider with { PromptCacheKey = true });
        foreach (var (text, target) in ((string, string)[])[("a", "one"), ("b", "one"), ("other: a", "one"), ("a", "two")])
        {
            var request = Question(text) with { Providers = [target] };
            await stage.AskAsync(CallMode.Plain, text.StartsWith("other", StringComparison.Ordinal) ? request with { System = "Other. " + Instructions } : request);
        }

        var keys = stage.One.Requests.Select(request => request.Json!.Value.GetProperty("prompt_cache_key").GetString()!).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
        Assert.All(keys, key => Assert.InRange(key.Length, 1, 64));
        Assert.DoesNotContain("prompt_cache_key", stage.Two.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_own_key_is_kept()
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { PromptCacheKey = true });
        await stage.AskAsync(CallMode.Plain, Question("a") with { ExtraBody = new Dictionary<string, string> { ["prompt_cache_key"] = "\"mine\"" } });
        Assert.Equal("mine", stage.One.Requests[0].Json!.Value.GetProperty("prompt_cache_key").GetString());
    }

    [Fact]
    public async Task Anthropic_keeps_the_instructions_and_the_shared_beginning_of_the_prompt_and_not_the_rest()
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        await stage.AskAsync(CallMode.Plain, new ChatRequest { System = "Be brief.", Messages = [ChatMessage.User("Classify: 🐑 text")], CachePrompt = true, SharedPrefix = 11 });
        var body = stage.One.Requests[0].Json!.Value;
        Assert.Equal("""[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}]""", body.GetProperty("system").GetRawText());
        var content = body.GetProperty("messages")[0].GetProperty("content");
        Assert.Equal("""{"type":"text","text":"Classify: ","cache_control":{"type":"ephemeral"}}""", content[0].GetRawText());
        Assert.Equal((2, "🐑 text", false), (content.GetArrayLength(), content[1].GetProperty("text").GetString(), content[1].TryGetProperty("cache_control", out _)));
    }

    [Fact]
    public async Task Anthropic_keeps_a_conversation_to_its_end_so_that_the_next_call_begins_with_it()
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        await stage.AskAsync(CallMode.Plain, new ChatRequest { Messages = [ChatMessage.User("a"), ChatMessage.Assistant("b"), ChatMessage.User("c")], CachePrompt = true });
        var messages = stage.One.Requests[0].Json!.Value.GetProperty("messages");
        Assert.Equal("\"a\"", messages[0].GetProperty("content").GetRawText());
        Assert.Equal("""[{"type":"text","text":"c","cache_control":{"type":"ephemeral"}}]""", messages[2].GetProperty("content").GetRawText());
    }

    [Theory]
    [InlineData(3, "   x"), InlineData(1, "\ud83d\udc11")]
    public async Task A_beginning_of_spaces_alone_or_of_half_a_character_is_not_kept(int shared, string prompt)
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        await stage.AskAsync(CallMode.Plain, new ChatRequest { Messages = [ChatMessage.User(prompt)], CachePrompt = true, SharedPrefix = shared });
        Assert.DoesNotContain("cache_control", stage.One.Requests[0].Body, StringComparison.Ordinal);
    }

    // On a clock that skips waits, limits of time would pass while a thousand rows are answered.
    private static Stage Balanced() => Stage.Of(["one/alpha", "two/alpha", "two/gamma"], [], TimeProvider.System).With(configuration => configuration with
    {
        Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Strategy = TargetStrategy.RoundRobin }),
    });

    private static int[] Counts(Stage stage) => [stage.One.CallCount, stage.Two.CallsFor("alpha"), stage.Two.CallsFor("gamma")];

    private static ChatRequest Question(string text) => Stage.Question(text) with { System = Instructions, CachePrompt = true };
}
