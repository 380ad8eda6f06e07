using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Splits;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.Streams;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Tools;

/// <summary>Tools run round by round, whole or streamed, on every wire, and the result says what all rounds came to.</summary>
public sealed class ToolLoopTests
{
    private static readonly ChatTool Look = new("look", "Looks.", """{"type":"object","properties":{"at":{"type":"string"},"times":{"type":"integer"},"all":{"type":"array","items":{"type":"string"}},"deep":{"type":"boolean"}},"required":["at"],"additionalProperties":false}""");
    private static readonly ChatTool Wait = new("wait");
    private readonly TellingRunner _runner = new();

    [Theory, Wires]
    public async Task Tools_run_in_their_order_until_an_answer_asks_for_none(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(
            Reply.Text("I look.").AndCalls(("look", """{"at":"up"}"""), ("wait", "{}")).WithUsage(10, 5),
            Reply.ToolCalls(("look", """{"at":"down"}""")).WithUsage(20, 6),
            Reply.Text("Blue above.").WithUsage(30, 7));
        var asked = await stage.AskAsync(mode, Question());

        var result = asked.Result;
        Assert.Equal("Blue above.", result.Content);
        Assert.Equal([(1, "look", "up"), (1, "wait", ""), (2, "look", "down")], _runner.Calls.Select(call => (call.Round, call.Name, call.Arguments.Replace("""{"at":""", "", StringComparison.Ordinal).Trim('{', '}', '"'))));
        Assert.Equal(["look says {\"at\":\"up\"}", "wait says {}", "look says {\"at\":\"down\"}"], result.ToolRuns.Select(run => run.Result));
        Assert.Equal([1, 1, 2], result.ToolRuns.Select(run => run.Round));
        Assert.All(result.ToolRuns, run => Assert.False(run.IsError || run.IsConfirmed));
        Assert.Equal((3, 60L, 18L, 0.000096m), (result.AttemptCount, result.Usage.PromptTokens, result.Usage.CompletionTokens, result.Cost));
        Assert.Equal(["user", "assistant", "tool", "assistant", "tool", "assistant"], result.Conversation.Select(message => message.Role));
        Assert.Equal(result.ToolRuns.Select(run => run.Result), result.Conversation.SelectMany(message => message.ToolResults).Select(told => told.Text));
        Assert.All((string[])["look says", "wait says"], said => Assert.Contains(said, stage.One.Requests[2].Body, StringComparison.Ordinal));
        if (mode == CallMode.VisibleStream)
        {
            Assert.Equal("I look.Blue above.", asked.Shown);
            Assert.Equal(2, asked.Updates.Count(update => update.Kind == ChatUpdateKind.ToolsRun));
            Assert.Same(asked.Result, Assert.Single(asked.Updates, update => update.Kind == ChatUpdateKind.Completed).Result);
        }
    }

    [Theory, Wires]
    public async Task Fallbacks_to_another_wire_in_later_rounds_run_no_tool_again(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking("one", wire).Speaking("two", wire == "anthropic" ? "gemini" : "anthropic");
        stage.One.OnAny().Answer(Reply.ToolCalls(("look", """{"at":"a"}""")), Reply.Status(500));
        stage.Two.OnAny().Answer(Reply.ToolCalls(("look", """{"at":"b"}""")), Reply.ToolCalls(("look", """{"at":"c"}""")), Reply.Text("Done."));
        var result = (await stage.AskAsync(mode, Question())).Result;

        Assert.Equal("Done.", result.Content);
        Assert.Equal(["a", "b", "c"], _runner.Calls.Select(call => call.Arguments[7..^2]));
        Assert.True(result.FallbackCount >= 2);
        Assert.Equal(stage.One.CallCount + stage.Two.CallCount, result.AttemptCount);
        Assert.All((string[])["a", "b", "c"], at => Assert.Contains($"look says {{\\\"at\\\":\\\"{at}\\\"}}", stage.Two.Requests[^1].Body, StringComparison.Ordinal));
    }

    [Theory, Modes]
    public async Task An_id_that_a_provider_gives_in_every_round_belongs_to_its_round(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Same(), Same(), Reply.Text("Fine."));
        var result = (await stage.AskAsync(mode, Question())).Result;
        Assert.Equal([("call_0", 1), ("call_0", 2)], result.ToolRuns.Select(run => (run.Id, run.Round)));
        Assert.Equal(2, _runner.Calls.Count);

        Reply Same() => Calls(mode, ("call_0", """{\"at\":\"x\"}"""));
    }

    [Theory, Modes]
    public async Task A_call_that_an_answer_repeats_with_its_id_runs_once_and_other_calls_of_the_same_arguments_run_each(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Calls(CallMode.Plain, ("c1", """{\"at\":\"x\"}"""), ("c1", """{\"at\":\"x\"}"""), ("c2", """{\"at\":\"x\"}""")), Reply.Text("Fine."));
        var result = (await stage.AskAsync(mode, Question())).Result;
        Assert.Equal(["c1", "c2"], result.ToolRuns.Select(run => run.Id));
        Assert.Equal(2, _runner.Calls.Count);
    }

    [Theory, Modes]
    public async Task What_a_tool_throws_is_an_error_for_the_model_and_the_call_goes_on(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("look", """{"at":"a"}"""), ("wait", "{}")), Reply.Text("Half of it."));
        var result = (await stage.AskAsync(mode, Question(new TellingRunner(call => call.Name == "look" ? throw new InvalidOperationException("the lens is broken") : "12:00")))).Result;
        Assert.Equal("Half of it.", result.Content);
        Assert.Equal([("the lens is broken", true), ("12:00", false)], result.ToolRuns.Select(run => (run.Result, run.IsError)));
    }

    [Theory]
    [InlineData("peek", "{}", "No tool is called 'peek'. The tools are: look, wait.")]
    [InlineData("Look", """{"at":"a"}""", "No tool is called 'Look'.")]
    [InlineData("look", "{", "not JSON")]
    [InlineData("look", "at = up", "not JSON")]
    [InlineData("look", "[1]", "not a JSON object")]
    [InlineData("look", "", "no 'at'")]
    [InlineData("look", """{"at":true}""", "$.at is true, not string")]
    [InlineData("look", """{"at":null}""", "no 'at'")]
    [InlineData("look", """{"at":["a"]}""", "$.at is a list, not string")]
    [InlineData("look", """{"at":"a","times":"two"}""", "$.times is a text, not integer")]
    [InlineData("look", """{"at":"a","times":"1,5"}""", "$.times is a text, not integer")]
    [InlineData("look", """{"at":"a","of":[true]}""", "no argument 'of'")]
    [InlineData("look", """{"at":"a","all":["x",{}]}""", "$.all[1] is an object, not string")]
    [InlineData("look", """{"at":"a","times":2.5}""", "$.times is 2.5, not integer")]
    [InlineData("look", """{"at":"a","of":1}""", "no argument 'of'. Its arguments are: at, times, all, deep.")]
    [InlineData("look", """{"at":"a","AT":"b"}""", "no argument 'AT'")]
    [InlineData("look", """{"at":"a","at":"b"}""", "'at' is given twice")]
    [InlineData("look", """{"at":"\ud800"}""", "cannot be read")]
    public void What_cannot_be_run_as_it_is_written_is_told_to_the_model(string name, string arguments, string fault)
    {
        var call = CheckedCall.Of(new ChatToolCall("c", name, arguments), [Look, Wait]);
        Assert.Null(call.Arguments);
        Assert.Contains(fault, call.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("look", """{ "at" : "a", "times" : null }""", """{"at":"a"}""")]
    [InlineData("look", """{"times":2.0,"at":"$(rm -rf /) `n ; {}"}""", """{"times":2.0,"at":"$(rm -rf /) `n ; {}"}""")]
    [InlineData("look", """{"at":7,"times":"2","all":"x","deep":"True"}""", """{"at":"7","times":2,"all":["x"],"deep":true}""")]
    [InlineData("look", """{"at":"7","all":["x","y"],"deep":false}""", """{"at":"7","all":["x","y"],"deep":false}""")]
    [InlineData("wait", "", "{}")]
    [InlineData("wait", " ", "{}")]
    [InlineData("wait", """{"for":1}""", """{"for":1}""")]
    public void What_can_be_run_keeps_its_values_and_loses_its_nulls(string name, string arguments, string given) =>
        Assert.Equal((System.Text.Json.Nodes.JsonNode.Parse(given)!.ToJsonString(), (string?)null), (System.Text.Json.Nodes.JsonNode.Parse(CheckedCall.Of(new ChatToolCall("c", name, arguments), [Look, Wait]).Arguments!)!.ToJsonString(), CheckedCall.Of(new ChatToolCall("c", name, arguments), [Look, Wait]).Fault));

    [Theory, Modes]
    public async Task Twenty_rounds_asked_for_with_five_allowed_end_with_an_error_that_lists_all_five(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("Once more.").AndCalls(("wait", "{}")).WithUsage(10, 5));
        var asked = await stage.AskAsync(mode, Question());
        var failure = asked.Failure;
        Assert.Equal((ErrorCode.ToolRoundsExceeded, "Once more."), (failure.Code, failure.PartialContent));
        Assert.Equal((6, 6, 5, 5), (stage.One.CallCount, failure.Attempts.Count, failure.ToolRuns.Count, _runner.Calls.Count));
        Assert.Equal(6 * 0.00002m, failure.Cost);
        Assert.Contains("MaxToolRounds", failure.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain(asked.Updates, update => update.Kind == ChatUpdateKind.Completed);
    }

    [Theory, Modes]
    public async Task The_cost_limit_holds_over_all_rounds(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("wait", "{}")).WithUsage(1_000_000, 1));
        var failure = (await stage.AskAsync(mode, Question() with { Limits = new ChatLimits { MaxCost = 2m } })).Failure;
        Assert.Equal((ErrorCode.BudgetExceeded, 2, 2, 2), (failure.Code, stage.One.CallCount, failure.Attempts.Count, failure.ToolRuns.Count));
        Assert.Equal(2 * 1.000002m, failure.Cost);
        Assert.StartsWith("Round 3 ", failure.Message, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task Tool_calls_that_the_token_limit_may_have_cut_are_not_run(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("look", """{"at":"a"}""")).Finish("length"));
        Assert.Equal(ErrorCode.OutputLimit, (await stage.AskAsync(mode, Question())).Failure.Code);
        Assert.Empty(_runner.Calls);
    }

    [Fact]
    public async Task Tools_of_an_answer_that_breaks_off_are_not_run_and_the_error_lists_the_runs_before_it()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(
            Reply.ToolCalls(("wait", "{}")),
            Wire.Stream(Wire.Delta("""{"content":"I look."}"""), Wire.Delta("""{"tool_calls":[{"index":0,"id":"c1","function":{"name":"look","arguments":"{\"at\":\"a\"}"}}]}""")));
        var failure = (await stage.AskAsync(CallMode.VisibleStream, Question())).Failure;
        Assert.Equal((ErrorCode.AnswerCut, "wait"), (failure.Code, Assert.Single(failure.ToolRuns).Name));
        Assert.Single(_runner.Calls);
    }

    [Theory, Modes]
    public async Task A_caller_that_stops_during_a_tool_asks_nothing_more(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("wait", "{}")), Reply.Text("Fine."));
        using var stop = new CancellationTokenSource();
        var asked = await stage.AskAsync(mode, Question(new TellingRunner(_ =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        })), stop.Token);
        Assert.IsAssignableFrom<OperationCanceledException>(asked.Error);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task Keys_in_results_are_hidden_from_model_and_caller_even_those_that_no_call_uses(CallMode mode)
    {
        const string Own = "sk-abcdef0123456789abcdef0123456789", Other = "tk-9876543210fedcba9876543210fedcba";
        await using var stage = Stage.Alone().WithVariable("ONE_KEY", Own).WithVariable("TWO_KEY", Other);
        stage.One.OnAny().Answer(Reply.ToolCalls(("wait", "{}")), Reply.Text("Fine."));
        var result = (await stage.AskAsync(mode, Question(new TellingRunner(_ => $$"""{"A":"{{Own}}","B":"{{Other}}"}""")))).Result;
        Assert.Equal("""{"A":"***","B":"***"}""", result.ToolRuns[0].Result);
        Assert.DoesNotContain("9876543210", stage.One.Requests[1].Body, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_result_of_ten_megabytes_and_half_characters_are_told_in_bounds(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("wait", "{}"), ("look", """{"at":"a"}""")), Reply.Text("Fine."));
        var runs = (await stage.AskAsync(mode, Question(new TellingRunner(call => call.Name == "wait" ? string.Concat(Enumerable.Repeat("🗼ế", 1_500_000)) : "a\ud83d b\udc00")))).Result.ToolRuns;
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(runs[0].Result), ToolRounds.LongestResult - 4, ToolRounds.LongestResult);
        Assert.Contains("cut off", runs[0].Result, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', runs[0].Result);
        Assert.Equal("a\uFFFD b\uFFFD", runs[1].Result);
    }

    [Theory, Modes]
    public async Task A_tool_that_must_be_called_is_free_after_the_first_round(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("wait", "{}")), Reply.Text("Fine."));
        await stage.AskAsync(mode, Question() with { ToolChoice = ChatToolChoice.Any });
        Assert.Equal([true, false], stage.One.Requests.Select(request => request.Json!.Value.TryGetProperty("tool_choice", out _)));
    }

    [Theory, Modes]
    public async Task The_ledger_keeps_every_round_and_a_run_names_the_call_that_asked_for_it(CallMode mode)
    {
        using var folder = new TempFolder("tools");
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = folder.Path };
        stage.One.OnAny().Answer(Reply.ToolCalls(("wait", "{}")), Reply.ToolCalls(("wait", "{}")), Reply.Text("Fine."));
        var result = (await stage.AskAsync(mode, Question())).Result;
        stage.Client.Dispose();
        var booked = BookedRow.In(folder.Path);
        Assert.Equal(3, booked.Count);
        Assert.Equal(3, result.ToolRuns.Select(run => run.CallId).Append(result.CallId).Distinct().Count());
        Assert.DoesNotContain(result.ToolRuns, run => run.CallId is null);
    }

    [Theory, Modes]
    public async Task All_rounds_stay_on_one_side_of_a_split(CallMode mode)
    {
        var random = new Random(7);
        for (var number = 0; number < 8; number++)
        {
            await using var stage = SplitAcrossRequestsTests.Split(50, randomness: random.NextDouble);
            stage.One.OnAny().Answer([.. Enumerable.Repeat(Reply.ToolCalls(("wait", "{}")), 4), Reply.Text("Fine.")]);
            stage.Two.OnAny().Answer([.. Enumerable.Repeat(Reply.ToolCalls(("wait", "{}")), 4), Reply.Text("Fine.")]);
            Assert.Single((await stage.AskAsync(mode, Question())).Result.Attempts.Select(attempt => attempt.Target).Distinct());
        }
    }

    [Theory, Modes]
    public async Task Without_a_runner_the_calls_come_back_and_an_answer_without_calls_has_no_runs(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("wait", "{}")), Reply.Text("Fine."));
        Assert.Single((await stage.AskAsync(mode, Question() with { ToolRounds = null })).Result.ToolCalls);
        Assert.Empty((await stage.AskAsync(mode, Question())).Result.ToolRuns);
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(101)]
    public void A_number_of_rounds_out_of_range_is_refused(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => new ToolRounds(_runner, count));

    private ChatRequest Question(IToolRunner? runner = null) => Stage.Question() with { Tools = [Look, Wait], ToolRounds = new ToolRounds(runner ?? _runner) };

    /// <summary>An answer with calls of these ids to look, of which the wire of chat completions tells.</summary>
    private static Reply Calls(CallMode mode, params (string Id, string Arguments)[] calls)
    {
        var told = calls.Select((call, index) => """{"index":""" + index.ToString(CultureInfo.InvariantCulture) + ""","id":"c","type":"function","function":{"name":"look","arguments":"a"}}""".Replace("\"c\"", $"\"{call.Id}\"", StringComparison.Ordinal).Replace("\"a\"", $"\"{call.Arguments}\"", StringComparison.Ordinal));
        var members = "{\"tool_calls\":[" + string.Join(',', told) + "]}";
        return mode == CallMode.Plain ? Reply.Json(200, Wire.Completion(members, "tool_calls")) : Wire.Stream(Wire.Delta(members), Wire.Chunk(finish: "tool_calls"), Wire.Done);
    }
}
