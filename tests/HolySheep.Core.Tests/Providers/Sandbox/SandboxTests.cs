using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Sandbox;

/// <summary>Rehearsals: the scripts' faults through the real parser and router.</summary>
public sealed class SandboxTests
{
    [Theory, Modes]
    public async Task It_answers_without_a_network_says_so_and_costs_nothing(CallMode mode)
    {
        var (asked, _) = await PlayAsync(mode, "");
        Assert.StartsWith("Sandbox answer from alpha: no model was asked.", asked.Result.Content);
        Assert.Equal(("sandbox", "alpha", "alpha", 0m), (asked.Result.Provider, asked.Result.Model, asked.Result.ModelUsed, asked.Result.Cost));
        Assert.False(asked.Result.Usage.Estimated);
        Assert.True(asked.Result.Usage.CompletionTokens > 0);
    }

    [Theory]
    [Modes("alpha=429x1", "alpha", "Throttled,Answered"), Modes("alpha=429", "beta", "Throttled,Throttled,Answered"), Modes("alpha=429x1:2s", "alpha", "Throttled,Answered")]
    [Modes("alpha=503", "beta", "Transient,Transient,Answered"), Modes("alpha=down", "beta", "Transient,Transient,Answered"), Modes("alpha=quota", "beta", "OutOfMoney,Answered")]
    [Modes("alpha=404", "beta", "Unfit,Answered"), Modes("*=downx2", "beta", "Transient,Transient,Transient,Transient,Answered")]
    public async Task Tonights_outage_is_played_this_afternoon(CallMode mode, string script, string model, string kinds)
    {
        var (asked, _) = await PlayAsync(mode, script);
        Assert.Equal(kinds, string.Join(',', asked.Kinds));
        Assert.Equal(model, asked.Result.ModelUsed);
    }

    [Theory]
    [Modes("alpha=refuse", ErrorCode.ContentRefused), Modes("alpha=400; beta=400", ErrorCode.RequestRejected)]
    public async Task A_verdict_ends_the_call(CallMode mode, string script, string code) => Assert.Equal(code, (await PlayAsync(mode, script)).Asked.Failure.Code);

    [Theory, Modes]
    public async Task A_refused_key_is_a_refused_key_in_the_sandbox_too(CallMode mode) =>
        Assert.Equal((ErrorCode.CredentialRefused, 1), ((await PlayAsync(mode, "alpha=auth; beta=auth")).Asked is var asked ? (asked.Failure.Code, asked.Attempts.Count) : default));

    [Theory, Modes]
    public async Task A_scripted_cut_is_a_cut(CallMode mode)
    {
        var (asked, _) = await PlayAsync(mode, "alpha=cut:40");
        if (mode == CallMode.VisibleStream)
        {
            Assert.Equal((OutcomeKind.Cut, 40), (asked.Failure.Kind, asked.Failure.PartialContent!.Split(' ').Length));
        }
        else
        {
            Assert.Equal("beta", asked.Result.ModelUsed);
        }
    }

    [Theory, Modes]
    public async Task A_slow_answer_is_late(CallMode mode)
    {
        var (asked, clock) = await PlayAsync(mode, "alpha=slow:5s");
        Assert.Equal([TimeSpan.FromSeconds(5)], clock.Waits);
        Assert.Equal(("alpha", TimeSpan.FromSeconds(5)), (asked.Result.ModelUsed, asked.Result.Latency));
    }

    [Theory, Modes]
    public async Task An_answer_slower_than_the_limit_falls_over(CallMode mode) =>
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await PlayAsync(mode, "alpha=slow:61s")).Asked.Kinds);

    [Theory, Modes]
    public async Task Structured_output_can_be_rehearsed(CallMode mode)
    {
        var schema = new ChatJsonSchema("""{"type":"object","properties":{"n":{"type":"integer"},"s":{"enum":["x","y"]},"l":{"type":"array","items":{"type":["boolean","null"]}}}}""");
        var (asked, _) = await PlayAsync(mode, "", Stage.Question() with { JsonSchema = schema });
        Assert.Equal("""{"n":0,"s":"x","l":[false]}""", asked.Result.Content);
    }

    [Fact]
    public async Task References_forms_and_formats_are_rehearsed_too()
    {
        const string Schema = """{"type":"object","properties":{"a":{"$ref":"#/$defs/x"},"b":{"anyOf":[{"type":"integer"},{"type":"null"}]},"c":{"type":"string","format":"date-time"}},"required":["a","b","c"],"$defs":{"x":{"type":"boolean"}}}""";
        var (asked, _) = await PlayAsync(CallMode.Plain, "", Stage.Question() with { JsonSchema = new ChatJsonSchema(Schema) });
        Assert.Equal("""{"a":false,"b":0,"c":"2025-01-01T00:00:00Z"}""", asked.Result.Content);
    }

    [Fact]
    public async Task A_schema_that_refers_to_itself_ends()
    {
        var nested = string.Concat(Enumerable.Repeat("""{"type":"array","items":""", 40)) + "{}" + new string('}', 40);
        var (asked, _) = await PlayAsync(CallMode.Plain, "", Stage.Question() with { JsonSchema = new ChatJsonSchema(nested) });
        Assert.StartsWith("[[[", asked.Result.Content);
    }

    private static async Task<(Asked Asked, AutoAdvanceTimeProvider Clock)> PlayAsync(CallMode mode, string script, ChatRequest? request = null)
    {
        var clock = new AutoAdvanceTimeProvider();
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = Planning.Layout.Of(new() { ["alpha"] = ["a/alpha"] }, new() { ["alpha"] = ["beta"] }),
            Sandbox = SandboxScript.Parse(script),
            TimeProvider = clock,
            Handler = new FakeNetwork((_, _) => throw new InvalidOperationException("The sandbox touched the network.")),
        });
        return (await Caller.AskAsync(client, (request ?? Stage.Question()) with { Model = "alpha" }, mode), clock);
    }
}
