using System;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Health;

/// <summary>What one request alone may cause closes no target for the others.</summary>
public sealed class OneRequestHealthTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ChatLimits Stubborn = new() { MaxRetries = 19, MaxAttempts = 20 };

    [Theory]
    [Modes("broken"), Modes("empty"), Modes("error")]
    public async Task A_prompt_whose_answers_cannot_be_read_is_tried_to_the_end_and_the_target_stays_open_to_other_prompts(CallMode mode, string fault)
    {
        await using var stage = Stage.Alone();
        stage.One.Handle(request => request.LastUserMessage != "odd" ? null : fault switch
        {
            "broken" => Reply.BrokenJson(),
            "empty" => Reply.EmptyContent(),
            _ => Reply.ErrorIn200("heard_of_by_nobody", type: null),
        });
        var asked = await stage.AskAsync(mode, Stage.Question("odd") with { Limits = Stubborn });
        Assert.Equal((OutcomeKind.Malformed, 20), (asked.Failure.Kind, asked.Attempts.Count));
        Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.All(stage.Client.GetHealth().Targets, target => Assert.Equal(CircuitState.Closed, target.State));
    }

    [Fact]
    public async Task Answers_that_break_off_for_one_request_leave_the_target_to_the_others()
    {
        await using var stage = Stage.Alone();
        stage.One.Handle(request => request.LastUserMessage == "odd" ? Reply.Words(40).CutAfter(9) : null);
        var asked = await stage.AskAsync(CallMode.StreamedWire, Stage.Question("odd") with { Limits = Stubborn });
        Assert.Equal((OutcomeKind.Cut, 20), (asked.Failure.Kind, asked.Attempts.Count));
        Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(CallMode.StreamedWire)).Kinds);
    }

    [Theory, Modes]
    public async Task Five_different_requests_whose_answers_cannot_be_read_open_the_target(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.EmptyContent());
        for (var request = 0; request < 5; request++)
        {
            await stage.AskAsync(mode);
        }

        Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory]
    [Modes("unknown_parameter", "Unknown parameter: 'seed'"), Modes(null, "`temperature` is deprecated for this model.")]
    public async Task A_parameter_that_a_target_does_not_take_says_nothing_about_the_next_request(CallMode mode, string? code, string words)
    {
        await using var stage = Stage.SameModel();
        stage.One.OnAny().Answer(Reply.Error(400, code, words), Reply.Echo);
        Assert.Equal([OutcomeKind.Unfit, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal("one", (await stage.AskAsync(mode)).Result.Provider);
    }

    [Theory]
    [InlineData(OutcomeKind.Malformed), InlineData(OutcomeKind.Cut)]
    public void One_requests_faults_of_all_kinds_do_not_open_a_target_by_the_last_of_them(OutcomeKind kind)
    {
        var failure = new Failure { Signal = FailureSignal.ServerError, Status = 500, Message = "" };
        var health = TargetHealth.Fine;
        for (var number = 1; number <= 4; number++)
        {
            health = HealthPolicy.AfterFailure(health, OutcomeKind.Transient, failure, Start, Start, new HealthOptions(), number);
        }

        Assert.Equal(CircuitState.Closed, HealthPolicy.AfterFailure(health, kind, failure, Start, Start, new HealthOptions(), ofRequest: 5).StateAt(Start));
        Assert.Equal(CircuitState.Open, HealthPolicy.AfterFailure(health, kind, failure, Start, Start, new HealthOptions(), ofRequest: 1).StateAt(Start));
    }

    [Theory]
    [InlineData("broken"), InlineData("error")]
    public async Task One_row_whose_answer_cannot_be_read_does_not_pause_a_job(string fault)
    {
        await using var stage = new Stage(["one/alpha"], []) { Clock = TimeProvider.System, Randomness = () => 0 };
        stage.One.Handle(request => request.LastUserMessage != "Say text 7" ? null : fault == "broken" ? Reply.BrokenJson() : Reply.ErrorIn200("heard_of_by_nobody", type: null));
        using var folder = new JobFolder().WithRows(12);
        var paused = false;
        var options = folder.Options() with { ThrottleLimit = 1, Request = new ChatRequest { Messages = [], Limits = Stubborn } };
        var summary = await folder.RunAsync(stage, options, progress: progress => paused |= progress.PausedUntil is not null);
        Assert.Equal((11, 1, 8), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.False(paused);
    }
}
