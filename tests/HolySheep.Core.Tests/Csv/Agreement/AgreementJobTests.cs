using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Agreement;

/// <summary>Jobs that promise to agree with a reference model, on real sockets.</summary>
public sealed class AgreementJobTests
{
    private const string Schema = """{"type":"object","properties":{"kind":{"enum":["ham","spam"]}},"required":["kind"],"additionalProperties":false}""";

    [Theory]
    [InlineData(0, true), InlineData(2, false)]
    public async Task Where_the_cheap_model_agrees_its_answers_stand_and_otherwise_the_reference_model_answers(int everyBad, bool stands)
    {
        await using var stage = Provider(everyBad);
        using var folder = new JobFolder().WithRows(800);

        var summary = await folder.RunAsync(stage, Promised);

        Assert.Equal((0, 800), (summary.ExitCode, summary.Succeeded));
        var agreement = summary.Agreement!;
        Assert.True(agreement.IsDecided);
        Assert.Equal(stands, agreement.AllStand);
        Assert.True(agreement.AtLeast >= 0.95);
        Assert.True(stage.One.CallsFor("cheap") + stage.One.CallsFor("reference") == (stands ? 800 + agreement.Sampled : 800 + stage.One.CallsFor("cheap")), agreement.Message);
        Assert.InRange(Disagreeing(folder), 0, 40);
        Assert.Equal(stage.One.CallsFor("cheap") + stage.One.CallsFor("reference"), folder.Column(AnswerColumns.Attempts).Sum(attempts => int.Parse(attempts, CultureInfo.InvariantCulture)));
        if (!stands)
        {
            Assert.InRange(stage.One.CallsFor("cheap"), 1, 400);
            Assert.All(folder.Column(AnswerColumns.Model), model => Assert.Equal("reference", model));
        }

        using var report = JsonDocument.Parse(File.ReadAllText(folder.Report));
        Assert.Equal((stands, agreement.Sampled), (report.RootElement.GetProperty("agreement").GetProperty("all_stand").GetBoolean(), report.RootElement.GetProperty("agreement").GetProperty("sampled").GetInt32()));
    }

    [Fact]
    public async Task An_answer_that_is_good_stands_and_rows_with_the_other_are_asked_again()
    {
        // The cheap model is right whenever it says ham, and wrong in half of the rows that it calls spam.
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.Handle(request => Reply.Text(Kind(request.Model == "cheap" ? IsSpam(request, 5) : IsSpam(request, 10))));
        using var folder = new JobFolder().WithRows(1600);

        var summary = await folder.RunAsync(stage, Promised);

        var agreement = summary.Agreement!;
        Assert.Equal((false, """{"kind":"ham"}"""), (agreement.AllStand, Assert.Single(agreement.Answers)));
        Assert.Equal(1600, stage.One.CallsFor("cheap"));
        Assert.InRange(stage.One.CallsFor("reference"), 320, 1000);
        Assert.Equal(160, folder.Column("kind").Count(kind => kind == "spam"));
        Assert.Equal(stage.One.CallsFor("cheap") + stage.One.CallsFor("reference"), folder.Column(AnswerColumns.Attempts).Sum(attempts => int.Parse(attempts, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_run_that_was_stopped_while_it_sampled_goes_on_and_pays_for_no_answer_twice()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var calls = 0;
        stage.One.Handle(request =>
        {
            if (Interlocked.Increment(ref calls) == 120)
            {
                stop.Cancel();
            }

            return Reply.Text(Kind(IsSpam(request, 3)));
        });
        using var folder = new JobFolder().WithRows(800);

        var first = await folder.RunAsync(stage, Promised(folder.Options()), stop.Token);
        Assert.Equal((ExitCode.Cancelled, false), (first.ExitCode, first.Agreement!.IsDecided));

        var second = await folder.RunAsync(stage, Promised);
        Assert.True(second.Agreement!.AllStand, second.Agreement.Message);
        Assert.Equal(800, second.Succeeded);

        // The cheap model's answers that the first run kept beside the sample are not taken for those of its rows.
        Assert.Equal(second.Agreement.Sampled, folder.Column(AnswerColumns.Model).Count(model => model == "reference"));
        foreach (var model in (string[])["cheap", "reference"])
        {
            var asked = stage.One.Requests.Where(request => request.Model == model).Select(request => request.Body).ToList();
            Assert.Equal(asked.Count, asked.Distinct().Count());
        }
    }

    [Theory]
    [InlineData(1.0, "reference", 0.95, true), InlineData(0.0, "reference", 0.95, true), InlineData(0.95, "reference", 1.0, true), InlineData(0.95, "cheap", 0.95, true), InlineData(0.95, "reference", 0.95, false)]
    public async Task A_promise_that_cannot_be_kept_is_refused_before_anything_is_asked(double rate, string with, double confidence, bool closed)
    {
        await using var stage = Provider(0);
        using var folder = new JobFolder().WithRows(10);
        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, options =>
        {
            var promised = Promised(options) with { Agreement = new CsvAgreement(rate, with, confidence) };
            return closed ? promised : promised with { Request = promised.Request with { JsonSchema = new ChatJsonSchema("""{"type":"object","properties":{"kind":{"type":"string"}}}""") } };
        }));
        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.NotNull(error.Hint);
        Assert.Empty(stage.One.Requests);
    }

    [Theory]
    [InlineData(CsvLane.Batch), InlineData(CsvLane.Auto)]
    public async Task A_promise_in_a_lane_of_batches_is_refused_and_says_which_option_to_leave_out(CsvLane lane)
    {
        await using var stage = Provider(0);
        using var folder = new JobFolder().WithRows(800);
        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, options => Promised(options) with { Lane = lane }));
        Assert.Equal((ErrorCode.ArgumentInvalid, true), (error.Code, error.Hint!.Contains(CommandHint.Option("Lane"), StringComparison.Ordinal)));
        Assert.Empty(stage.One.Requests);
    }

    [Fact]
    public async Task Too_few_rows_are_all_answered_by_the_reference_model()
    {
        await using var stage = Provider(0);
        using var folder = new JobFolder().WithRows(20);
        var summary = await folder.RunAsync(stage, Promised);
        Assert.Equal((0, 20), (stage.One.CallsFor("cheap"), stage.One.CallsFor("reference")));
        Assert.Contains("too few", summary.Agreement!.Message, StringComparison.Ordinal);
    }

    internal static CsvJobOptions Promised(CsvJobOptions options) => options with
    {
        Agreement = new CsvAgreement(0.95, "reference"),
        Request = options.Request with { Model = "cheap", JsonSchema = new ChatJsonSchema(Schema) },
    };

    private static Stage Provider(int everyBad)
    {
        var stage = Stage.Alone(TimeProvider.System);
        stage.One.Handle(request => Reply.Text(Kind(IsSpam(request, 3) ^ (request.Model == "cheap" && everyBad > 0 && IsSpam(request, everyBad)))));
        return stage;
    }

    private static string Kind(bool isSpam) => $$"""{"kind":"{{(isSpam ? "spam" : "ham")}}"}""";

    private static int Disagreeing(JobFolder folder) => folder.Column("kind").Zip(folder.Column("Id"), (kind, id) => (kind == "spam") != (int.Parse(id, CultureInfo.InvariantCulture) % 3 == 0)).Count(bad => bad);

    private static bool IsSpam(RecordedRequest request, int every)
    {
        var body = request.Json!.Value.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;
        return int.Parse(body[(body.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture) % every == 0;
    }
}
