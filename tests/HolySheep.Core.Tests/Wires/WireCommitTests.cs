using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Wires;

/// <summary>What commits a stream to its target and what does not, and targets that cannot be reached at all: the same on all wires.</summary>
public sealed class WireCommitTests
{
    [Theory]
    [Wires("refused"), Wires("no address"), Wires("untrusted")]
    public async Task A_target_that_cannot_be_reached_is_a_passing_fault(string wire, CallMode mode, string fault)
    {
        using var dead = DeadEndpoint.Refusing();
        await using var secure = new ScriptedProvider("secure", tls: true);
        var root = fault switch { "refused" => new Uri(dead.BaseUrl).GetLeftPart(UriPartial.Authority), "untrusted" => secure.Root, _ => "http://no-such-host.invalid" };
        await using var stage = Stage.Chain().Speaking(wire).WithProvider("one", provider => provider with { BaseUrl = new Uri(Voice.Of(wire).BaseUrl(root)) });
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal(0, secure.CallCount);
    }

    [Theory]
    [Wires("role only"), Wires("error event"), Wires("ping")]
    public async Task Nothing_is_committed_before_the_first_text(string wire, CallMode mode, string start)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(start switch
        {
            "role only" => Reply.Words(9).CutAfter(0),
            "error event" => Reply.Words(9).ErrorEvent("overloaded_error", "Overloaded"),
            _ => Reply.Words(9).Pings(default, 3).CutAfter(0),
        });
        var asked = await stage.AskAsync(mode);
        Assert.Equal("answer from two to How high is the tower?", asked.Result.Content);
        Assert.Equal(mode == CallMode.VisibleStream ? asked.Result.Content : "", asked.Shown);
    }

    [Theory]
    [Wires("reasoning"), Wires("tool")]
    public async Task The_first_reasoning_or_tool_byte_commits_as_text_does(string wire, CallMode mode, string start)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer((start == "tool" ? Reply.ToolCalls(("measure", """{"what":"tower","unit":"m"}""")) : Reply.Reasoning("let me think of it", "330")).CutAfter(1));
        var asked = await stage.AskAsync(mode);
        if (mode == CallMode.VisibleStream)
        {
            Assert.Equal((OutcomeKind.Cut, 0), (asked.Failure.Kind, stage.Two.CallCount));
        }
        else
        {
            Assert.Equal(("two", ""), (asked.Result.Provider, asked.Shown));
        }
    }

    [Theory, Wires]
    public async Task If_every_target_cuts_the_caller_gets_what_came_last_and_an_error(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Words(20).CutAfter(9));
        stage.Two.OnAny().Answer(Reply.Words(20).CutAfter(9));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Contains(failure.Code, new[] { ErrorCode.AnswerCut, ErrorCode.ProviderFailure });
        Assert.Equal(mode == CallMode.VisibleStream ? 1 : 5, failure.Attempts.Count);
        if (mode != CallMode.Plain)
        {
            Assert.Equal("word1 word2 word3 word4 word5 word6 word7 word8 word9", failure.PartialContent);
        }
    }

    [Theory, Wires]
    public async Task Tool_calls_and_a_refusal_in_the_models_words_are_not_empty(string wire, CallMode mode)
    {
        await using var tools = Stage.Alone().Speaking(wire);
        tools.One.OnAny().Answer(Reply.ToolCalls(("measure", """{"what":"tower"}""")));
        Assert.Equal(("measure", 1), ((await tools.AskAsync(mode)).Result.ToolCalls.Single().Name, tools.One.CallCount));

        await using var refusal = Stage.Alone().Speaking(wire);
        refusal.One.OnAny().Answer(Reply.Refusal("I would rather not say"));
        var asked = await refusal.AskAsync(mode);
        if (wire == "anthropic")
        {
            // The only refusal of this wire is a stop reason, which stands for a policy.
            Assert.Equal((ErrorCode.ContentRefused, 1), (asked.Failure.Code, refusal.One.CallCount));
            return;
        }

        Assert.Equal(("I would rather not say", 1), (asked.Result.Content, refusal.One.CallCount));
    }

    [Theory, Wires]
    public async Task One_answer_is_asked_for(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        var several = await stage.AskAsync(mode, Stage.Question() with { ExtraBody = new Dictionary<string, string> { ["n"] = "2" } });
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.IsAssignableFrom<HolySheepException>(several.Error).Code);
        Assert.Equal(0, stage.One.CallCount);
    }
}
