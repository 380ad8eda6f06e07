using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv;

/// <summary>What is wrong with one row, or with one answer, is that row's alone.</summary>
public sealed class OneRowsFaultTests : IDisposable
{
    private readonly JobFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(403), InlineData(404)]
    public async Task A_text_that_a_firewall_refuses_fails_its_row_and_no_other_although_it_is_the_first(int status)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.Handle(request => request.LastUserMessage == "Say text 1" ? Reply.Html(status) : Reply.Text("fine"));
        _folder.WithRows(20);

        for (var night = 0; night < 2; night++)
        {
            var summary = await _folder.RunAsync(stage, options => options with { ThrottleLimit = 1, Request = options.Request with { Limits = new ChatLimits { MaxRetries = 0 } } });

            Assert.Equal((ExitCode.SomeFailed, 19, 1), (summary.ExitCode, summary.Succeeded, summary.Failed));
            Assert.Equal(["error", "ok"], _folder.Column("HolySheepStatus").Take(2));
        }
    }

    [Fact]
    public async Task A_name_that_no_row_can_be_asked_by_ends_the_job_after_a_few_rows()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Error(404, "model_not_found", "gone"));
        _folder.WithRows(50);

        var failure = await Assert.ThrowsAsync<ChatException>(() => _folder.RunAsync(stage, options => options with { ThrottleLimit = 1 }));

        Assert.Equal(ErrorCode.TargetUnfit, failure.Code);
        Assert.InRange(stage.One.CallCount, 1, 10);
    }

    [Fact]
    public async Task A_row_that_is_answered_only_with_a_tool_call_has_no_answer()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.Handle(request => request.LastUserMessage == "Say text 2" ? Reply.ToolCalls(("look", "{}")) : Reply.Text("fine"));
        _folder.WithRows(3);

        var summary = await _folder.RunAsync(stage);

        Assert.Equal((ExitCode.SomeFailed, 2), (summary.ExitCode, summary.Succeeded));
        Assert.Contains("'look'", _folder.Column("HolySheepError")[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":"s\ud83d"}""", "s\uFFFD")]
    [InlineData("""{"a":"\udc00","\ud83d":1}""", "\uFFFD")]
    [InlineData("""{"a":123456789012345678901234567890123456}""", "123456789012345678901234567890123456")]
    [InlineData("""{"a":1e-30}""", "1e-30")]
    [InlineData("""{"a":1e400}""", "1e400")]
    [InlineData("""{"a":0.10}""", "0.10")]
    public async Task An_answer_that_no_type_holds_is_written_as_it_came_and_the_job_goes_on(string answer, string cell)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.Handle(request => Reply.Text(request.LastUserMessage == "Say text 2" ? answer : """{"a":"fine"}"""));
        _folder.WithRows(3);

        var summary = await _folder.RunAsync(stage, options => options with { Request = options.Request with { JsonSchema = new ChatJsonSchema("""{"type":"object","properties":{"a":{}}}""", strict: false) } });

        Assert.Equal((0, 3), (summary.ExitCode, summary.Succeeded));
        Assert.Equal(["fine", cell, "fine"], _folder.Column("a"));
    }
}
