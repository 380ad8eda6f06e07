using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Answers that lie, answers that break, and their money: the same on all wires.</summary>
public sealed class WireAnswerTests
{
    private const string Prompt = "How high is the tower?";
    private const string Schema = """{"type":"object","properties":{"height":{"type":"integer"}},"required":["height"]}""";

    [Theory]
    [Wires(Prompt), Wires("upstream connect error or disconnect/reset before headers"), Wires("""{"error":{"message":"bad gateway"}}""")]
    public async Task The_prompt_or_an_error_as_the_answer_is_not_an_answer_if_nothing_was_generated(string wire, CallMode mode, string content)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Text(content).WithUsage(prompt: 12, completion: 0));
        var asked = await stage.AskAsync(mode);
        if (mode != CallMode.VisibleStream)
        {
            Assert.Equal("answer from two to " + Prompt, asked.Result.Content);
        }

        Assert.NotEqual(OutcomeKind.Answered, asked.Kinds.First());
    }

    [Theory, Wires]
    public async Task A_model_may_repeat_the_prompt(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Text(Prompt).WithUsage(prompt: 12, completion: 7));
        Assert.Equal(Prompt, (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory, Wires]
    public async Task An_answer_that_the_token_limit_ended_before_it_began_is_an_error_without_a_retry(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Length(""));
        Assert.Equal(ErrorCode.OutputLimit, (await stage.AskAsync(mode)).Failure.Code);
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory, Wires]
    public async Task JSON_that_the_token_limit_cut_is_an_error_without_a_retry_and_JSON_off_its_schema_is_asked_for_again(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        var request = Stage.Question() with { JsonSchema = new ChatJsonSchema(Schema) };
        stage.One.OnAny().Answer(Reply.Length("""{"height":3"""));
        Assert.Equal(ErrorCode.OutputLimit, (await stage.AskAsync(mode, request)).Failure.Code);
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));

        stage.One.OnAny().Answer(Reply.Text("""{"width":3}"""), Reply.Text("""{"height":330}"""));
        if (mode != CallMode.VisibleStream)
        {
            Assert.Equal("""{"height":330}""", (await stage.AskAsync(mode, request)).Result.Content);
        }
    }

    [Theory, Wires]
    public async Task An_unknown_price_is_null_with_a_reason_and_never_0(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire)
            .With(configuration => configuration with { Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Price = null }) });
        stage.One.OnAny().Answer(Reply.Text("330 m").WithUsage(10, 3));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Null(result.Cost);
        Assert.NotNull(result.CostReason);
    }

    [Theory, Wires]
    public async Task Every_attempt_that_was_generated_is_booked_and_the_cost_is_that_of_all(string wire, CallMode mode)
    {
        using var home = new TempFolder("booked");
        await using var stage = new Stage(["one/alpha"], ["beta"]) { StateFolder = home.Path }.Speaking(wire);
        stage.One.OnAny().Answer(Reply.EmptyContent().WithUsage(1_000, 100));
        stage.Two.OnAny().Answer(Reply.Text("330 m").WithUsage(1_000, 10));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(3, result.AttemptCount);

        // Twice 1,000 at 1 and 100 at 2 USD per million; then 1,000 at 10 and 10 at 20.
        Assert.Equal((2 * 0.0012m) + 0.0102m, result.Cost);
        var total = stage.Client.GetUsage(new UsageQuery { To = stage.Clock.GetUtcNow().AddDays(1) }).Total;
        Assert.Equal((3L, result.Cost), (total.Attempts, total.Cost));
    }

    [Theory, Wires]
    public async Task A_broken_answer_is_asked_for_again_as_a_whole_if_the_caller_wants_it(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Words(20).CutAfter(9), Reply.Text("a second answer"));
        var asked = await stage.AskAsync(mode, Stage.Question() with { OnCut = CutAction.Restart });
        Assert.Equal("a second answer", asked.Result.Content);
        Assert.Equal(mode == CallMode.VisibleStream, asked.Updates.Any(update => update.Kind == ChatUpdateKind.Restarted));
    }

    [Theory, Wires]
    public async Task An_unreadable_event_after_shown_text_is_skipped_with_a_warning_and_before_it_the_answer_starts_over(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Words(9).UnreadableEvent(3));
        var asked = await stage.AskAsync(mode);
        if (mode == CallMode.VisibleStream)
        {
            Assert.EndsWith("word8 word9", asked.Result.Content, StringComparison.Ordinal);
            Assert.NotEmpty(asked.Result.Warnings);
        }
        else
        {
            Assert.Equal([OutcomeKind.Malformed, OutcomeKind.Malformed, OutcomeKind.Answered], asked.Kinds);
        }
    }
}
