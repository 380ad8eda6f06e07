using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Csv.Agreement;
using HolySheep.Csv.Lanes;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Providers.Batches;
using HolySheep.TestKit;
using HolySheep.TestKit.Batches;
using Xunit;

namespace HolySheep.Csv.Reporting;

/// <summary>The report of a run, whose page and JSON say the same.</summary>
public sealed class RunReportTests : IDisposable
{
    private const string Attack = "</td><script>alert(1)</script>&amp;\"'";

    // The scripted provider says that its batches were made then.
    private static readonly DateTimeOffset Then = new(2026, 9, 22, 10, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _state = new("report-state");
    private readonly JobFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _state.Dispose();
    }

    [Fact]
    public async Task The_page_and_the_JSON_of_a_job_in_batches_say_the_same()
    {
        _folder.WithRows(60);
        await using var stage = Speaking("openai");
        stage.One.Batches.Next(new BatchFate { Expires = true, AnsweredBeforeStop = 40, Fails = place => place is 3 or 4 });
        stage.One.OnAny().Answer(Reply.Text("live").WithUsage(10, 10));

        var summary = await RunAsync(stage, options => options with { Lane = CsvLane.Batch, LiveRest = true, MaxCost = 20, MaxErrors = 5, Deadline = Then.AddDays(1) });

        Assert.Equal((60, 0), (summary.Succeeded, summary.ExitCode));
        var report = new ReadReport(_folder);
        AssertSame(report, summary);
        Assert.Equal(["deadline", "money", "errors"], report.List("contract", "promise").Select(promise => promise[0]));
        Assert.Equal([["batch", "live", "2", "they failed in their batch"], ["batch", "live", "20", "their batch ended before it answered them"]], report.List("moves", "from", "to", "prompts", "why"));
        Assert.Equal([("batch to live", "2"), ("batch to live", "20")], report.Rows("moves").Select(move => (move.Name, move.Cells[0])));
        Assert.Equal(Path.Combine(_folder.Root, "out.html"), summary.HtmlReportPath);
    }

    [Theory]
    [InlineData("openai"), InlineData("anthropic"), InlineData("gemini"), InlineData("mistral"), InlineData("azure")]
    public async Task Batches_saved_half_of_what_live_calls_cost(string api)
    {
        _folder.WithRows(30);
        await using var stage = Speaking(api);

        var summary = await RunAsync(stage, options => options with { Lane = CsvLane.Batch });

        var savings = new ReadReport(_folder).Json.GetProperty("savings");
        var live = (stage.One.Batches.BilledPromptTokens + (2 * stage.One.Batches.BilledCompletionTokens)) / 1_000_000m;
        Assert.True(live > 0);
        Assert.Equal((summary.Cost, live, live / 2), (savings.GetProperty("spent_usd").GetDecimal(), savings.GetProperty("live_usd").GetDecimal(), savings.GetProperty("saved_by_lanes_usd").GetDecimal()));
    }

    [Fact]
    public async Task Answers_of_a_flexible_tier_saved_what_its_price_is_lower_and_those_of_the_usual_tier_nothing()
    {
        _folder.WithRows(4);
        await using var stage = Speaking("openai");
        stage.With(configuration => configuration with { Models = new Dictionary<string, ModelOptions>(configuration.Models) { ["alpha"] = configuration.Models["alpha"] with { Price = new ModelPrice(1m, 2m) { Flex = 0.5m } } } });
        stage.One.Handle(request => Reply.Json(200, $$"""
            {"id":"1","object":"chat.completion","created":1,"model":"alpha","service_tier":"{{(request.Body.Contains("text 4", StringComparison.Ordinal) ? "default" : "flex")}}","choices":[{"index":0,"message":{"role":"assistant","content":"fine"},"finish_reason":"stop"}],"usage":{"prompt_tokens":100,"completion_tokens":100,"total_tokens":200} }
            """));

        await RunAsync(stage, options => options with { Lane = CsvLane.Flex });

        var savings = new ReadReport(_folder).Json.GetProperty("savings");
        Assert.Equal((0.0012m, 0.0012m - (3 * 0.00015m)), (savings.GetProperty("live_usd").GetDecimal(), savings.GetProperty("spent_usd").GetDecimal()));
    }

    [Fact]
    public async Task What_the_reference_model_would_have_cost_is_its_price_in_the_sample_times_the_rows()
    {
        const string Schema = """{"type":"object","properties":{"kind":{"enum":["ham","spam"]}},"required":["kind"],"additionalProperties":false}""";
        _folder.WithRows(800);
        await using var stage = Speaking("openai");
        stage.One.Handle(_ => Reply.Text("""{"kind":"ham"}""").WithUsage(100, 0));
        stage.Two.Handle(_ => Reply.Text("""{"kind":"ham"}""").WithUsage(1000, 10));

        var summary = await RunAsync(stage, options => options with
        {
            Agreement = new CsvAgreement(0.95, "beta"),
            Request = options.Request with { Model = "alpha", JsonSchema = new Chat.ChatJsonSchema(Schema) },
        });

        Assert.True(summary.Agreement!.AllStand, summary.Agreement.Message);
        var report = new ReadReport(_folder);
        AssertSame(report, summary);
        var savings = report.Json.GetProperty("savings");
        Assert.Equal(("beta", 8.16m), (savings.GetProperty("reference").GetString(), savings.GetProperty("reference_usd").GetDecimal()));
        Assert.Equal(8.16m - summary.Cost, savings.GetProperty("saved_by_model_usd").GetDecimal());
        Assert.Equal("True", report.List("contract", "kept").Single()[0]);
    }

    [Fact]
    public async Task A_stopped_run_says_so_in_both()
    {
        _folder.WithRows(25);
        await using var stage = Speaking("openai");
        stage.One.Batches.PollsToEnd = null;

        var summary = await RunAsync(stage, options => options with { Lane = CsvLane.Batch, Detach = true, Deadline = Then.AddDays(1), MaxCost = 20 });

        Assert.Equal((9, CsvStopReason.Detached), (summary.ExitCode, summary.StopReason));
        var report = new ReadReport(_folder);
        AssertSame(report, summary);
        Assert.Equal([("Deadline", "not decided yet"), ("Money", "yes")], report.Rows("contract").Select(promise => (promise.Name, promise.Cells[0])));
        Assert.Contains("The run stopped early.", report.Text, StringComparison.Ordinal);
        Assert.Equal("submitted", Assert.Single(report.Rows("batches")).Cells[0]);
    }

    [Theory]
    [InlineData(CsvLane.Live, false), InlineData(CsvLane.Live, true), InlineData(CsvLane.Batch, false)]
    public async Task A_run_that_stopped_early_tells_its_models_and_failures(CsvLane lane, bool changes)
    {
        _folder.WithRows(40);
        await using var stage = Speaking("openai");
        stage.One.Batches.Next(new BatchFate { Fails = place => place >= 10 });
        var calls = 0;
        stage.One.Handle(_ =>
        {
            if (lane == CsvLane.Batch)
            {
                return null;
            }

            if (++calls == 14 && changes)
            {
                File.WriteAllText(_folder.In, "Id,Body\n1,text 1\n");
            }

            return calls > 10 ? Reply.Error(400, "invalid_value", "no") : Reply.Text("fine");
        });

        var summary = await RunAsync(stage, options => options with { Lane = lane, MaxErrors = lane == CsvLane.Live ? 4 : null, ThrottleLimit = 1, Deadline = Then.AddDays(1) });

        Assert.Equal((9, 10, lane == CsvLane.Live ? 5 : 30), (summary.ExitCode, summary.Succeeded, summary.Failed));
        Assert.Equal(lane == CsvLane.Live ? CsvStopReason.MaxErrors : CsvStopReason.FailedAlike, summary.StopReason);
        var report = new ReadReport(_folder);
        AssertSame(report, summary);
        Assert.Equal(10, report.Json.GetProperty("models").GetProperty("alpha").GetInt32());
        var failure = Assert.Single(report.List("failures", "code", "rows", "line", "example"));
        Assert.Equal([lane == CsvLane.Live ? "RequestRejected" : "ProviderFailure", $"{summary.Failed}", changes ? "" : "12"], failure[..3]);
        Assert.StartsWith(failure[0] + ": ", failure[3], StringComparison.Ordinal);
        Assert.Equal(summary.Failed, report.Json.GetProperty("errors").GetProperty(failure[0]).GetInt32());
        Assert.Equal(lane == CsvLane.Live ? ["", "False"] : ["False"], report.List("contract", "kept").Select(kept => kept[0]));
    }

    [Fact]
    public async Task What_a_file_is_called_and_what_a_provider_says_is_text()
    {
        var name = OperatingSystem.IsWindows() ? "a&b.csv" : "a<script>&b.csv";
        _folder.WithInput("Id,Body\n1,one\n2,two\n");
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Json(400, System.Text.Json.JsonSerializer.Serialize(new { error = new { message = Attack + "\u0007", type = "invalid_request_error" } })));

        var summary = await RunAsync(stage, options => options with { OutPath = Path.Combine(_folder.Root, name) });

        Assert.Equal(8, summary.ExitCode);
        var page = System.Xml.Linq.XDocument.Parse(File.ReadAllText(_folder.Page));
        Assert.Empty(page.Descendants("script"));
        Assert.Equal(name, page.Descendants("h1").Single().Value);
        Assert.Contains(Attack, page.Descendants("table").Single(table => (string?)table.Attribute("id") == "failures").Value, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Descendants("meta").Select(meta => (string?)meta.Attribute("content")).OfType<string>().Aggregate(string.Concat), StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants().SelectMany(element => element.Attributes()), attribute => attribute.Name == "src" || attribute.Name == "href");
    }

    [Theory]
    [InlineData("out.csv", "which is the output"), InlineData("in.csv", "which is the input"), InlineData("out.report.json", "its report and its report page"), InlineData("out.csv.journal", "its answers and its report page")]
    [InlineData("out.errors.csv", "its failed rows and its report page"), InlineData("sub", "is not a file"), InlineData("none/page.html", "does not exist"), InlineData("mine.html", "was not written by this job"), InlineData("-", "is not a file")]
    public async Task A_page_that_is_another_file_is_refused_before_any_call(string name, string message)
    {
        _folder.WithRows(2);
        Directory.CreateDirectory(Path.Combine(_folder.Root, "sub"));
        File.WriteAllText(Path.Combine(_folder.Root, "mine.html"), "<html>mine</html>");
        await using var stage = Stage.Alone(TimeProvider.System);

        var error = await Assert.ThrowsAsync<HolySheepException>(() => _folder.RunAsync(stage, options => options with { HtmlReportPath = Path.Combine(_folder.Root, name) }));

        Assert.Equal(2, ExitCode.Of(error.Code));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stage.One.CallCount);
        Assert.Equal(["mine.html"], _folder.Made);
        Assert.Equal("<html>mine</html>", File.ReadAllText(Path.Combine(_folder.Root, "mine.html")));
    }

    [Fact]
    public async Task A_page_of_an_earlier_run_is_replaced_and_one_that_came_meanwhile_stays()
    {
        _folder.WithRows(2);
        await using var stage = Stage.Alone(TimeProvider.System);
        await RunAsync(stage, options => options with { OutPath = Path.Combine(_folder.Root, "yesterday.csv") });

        await RunAsync(stage, options => options);

        Assert.Equal("out.csv", new ReadReport(_folder).Page.Descendants("h1").Single().Value);
        File.Delete(_folder.Page);
        stage.One.Handle(_ =>
        {
            File.WriteAllText(_folder.Page, "mine");
            return Reply.Text("fine");
        });
        Assert.Equal(0, (await RunAsync(stage, options => options with { Restart = true })).ExitCode);
        Assert.Equal("mine", File.ReadAllText(_folder.Page));
    }

    private Stage Speaking(string api)
    {
        var stage = new Stage(["one/alpha"], []) { Clock = new ShiftedClock(Then - DateTimeOffset.UtcNow), StateFolder = _state.Path };
        return stage.WithProvider("one", _ => BatchStage.Options(api, stage.One.Root) with { ApiKeys = [new KeyReference(KeySource.Environment, "ONE_KEY")] });
    }

    private Task<CsvJobSummary> RunAsync(Stage stage, Func<CsvJobOptions, CsvJobOptions> change) => _folder.RunAsync(stage, options =>
    {
        var changed = change(options with { HtmlReportPath = _folder.Page });
        return changed with { BatchPoll = LaneRules.HasBatches(changed.Lane) ? TimeSpan.FromMilliseconds(20) : null };
    });

    /// <summary>Checks that page, JSON and summary have the same figures, promises, lanes, batches, moves and failures.</summary>
    private static void AssertSame(ReadReport report, CsvJobSummary summary)
    {
        var json = report.Json;
        Assert.Equal(
            [summary.Rows, summary.Succeeded, summary.Failed, summary.Remaining, summary.Reused, summary.Deduplicated],
            new[] { "rows", "answered", "failed", "left", "reused", "shared" }.Select(id => (int)report.Figure(id)));
        Assert.Equal((summary.Cost, summary.Cost), (report.Figure("spent"), json.GetProperty("cost_usd").GetDecimal()));
        Assert.Equal(summary.Promises.Select(promise => promise.Message), report.List("contract", "message").Select(promise => promise[0]));
        Assert.Equal(report.List("contract", "message").Select(promise => promise[0]), report.Rows("contract").Select(promise => promise.Note));
        Assert.Equal(report.List("contract", "kept").Select(promise => promise[0] switch { "True" => "yes", "False" => "no", _ => "not decided yet" }), report.Rows("contract").Select(promise => promise.Cells[0]));
        Assert.Equal(report.List("lanes", "lane", "prompts", "cost_usd"), report.Rows("lanes").Select(lane => (string[])[lane.Name, .. lane.Cells]));
        Assert.Equal(report.List("batches", "id", "state", "rows", "answered", "failed", "cost_usd"), report.Rows("batches").Select(batch => (string[])[batch.Name, .. batch.Cells]));
        Assert.Equal(report.List("moves", "prompts").Select(move => move[0]), report.Rows("moves").Select(move => move.Cells[0]));
        Assert.Equal(report.List("moves", "why").Select(move => $"Because {move[0]}."), report.Rows("moves").Select(move => move.Note));
        Assert.Equal(report.List("failures", "code", "rows", "line", "example"), report.Rows("failures").Select(failure => (string[])[failure.Name, .. failure.Cells, failure.Note]));
        Assert.Equal(summary.Warnings, report.Page.Descendants("li").Select(warning => warning.Value));
        Assert.Equal(summary.LanesToJson(), JsonOf(json, summary));
    }

    // The members of the summary that both front ends write are those of the report.
    private static string JsonOf(System.Text.Json.JsonElement report, CsvJobSummary summary)
    {
        using var said = System.Text.Json.JsonDocument.Parse(summary.LanesToJson());
        return System.Text.Json.JsonSerializer.Serialize(said.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => report.GetProperty(member.Name))) is var found
            && System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(found), System.Text.Json.Nodes.JsonNode.Parse(summary.LanesToJson())) ? summary.LanesToJson() : found;
    }
}
