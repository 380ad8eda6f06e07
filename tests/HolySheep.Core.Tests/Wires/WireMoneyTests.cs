using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>What an answer cost, on each wire.</summary>
public sealed class WireMoneyTests
{
    [Theory, Wires]
    public async Task The_counts_are_the_providers_and_cached_and_reasoning_tokens_are_counted_once(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Reasoning("hm", "330 m").WithUsage(prompt: 1000, completion: 200, cached: 600, reasoning: 50));
        var result = (await stage.AskAsync(mode)).Result;
        var usage = result.Usage!;
        Assert.Equal((1000, 200, 600, 50, 1200, false), (usage.PromptTokens, usage.CompletionTokens, usage.CachedTokens, usage.ReasoningTokens, usage.TotalTokens, usage.Estimated));

        // 1 and 2 USD per million tokens, and no price of its own for cached ones.
        Assert.Equal(0.0014m, result.Cost);
    }

    [Theory, Wires]
    public async Task Without_counts_they_are_estimated_and_marked(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Words(40).WithoutUsage());
        var result = (await stage.AskAsync(mode)).Result;
        Assert.True(result.Usage!.Estimated);
        Assert.True(result.Usage.CompletionTokens > 20);
    }

    [Theory, Wires]
    public async Task A_cut_stream_is_booked_with_what_the_model_wrote(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Words(400).CutAfter(300));
        var asked = await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 });
        if (mode != CallMode.Plain)
        {
            // 300 words are at least as many tokens, at 2 USD per million.
            Assert.True(asked.Failure.Cost > 0.0005m, $"{asked.Failure.Cost}");
        }
    }

    [Theory, Wires]
    public async Task The_request_id_the_answers_id_and_the_reported_model_are_in_the_result(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Text("330 m").WithModel("alpha-2026-11-01"));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("alpha-2026-11-01", "req-one-1"), (result.ModelReported, result.RequestId));
        Assert.NotNull(result.Id);
        Assert.Equal("req-one-1", result.Attempts.Single().RequestId);
    }
}
