using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Schema;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv;

/// <summary>What a job asks and writes when nothing stops it.</summary>
public class CsvJobTests
{
    private static readonly string[] Meta = ["HolySheepModel", "HolySheepAttempts", "HolySheepCost", "HolySheepStatus", "HolySheepError"];

    private static Stage Real() => Stage.Alone(TimeProvider.System);

    [Fact]
    public async Task Every_row_gets_its_own_answer_in_order_after_its_own_columns()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(200);

        var summary = await folder.RunAsync(stage);

        var records = JobFolder.Read(folder.Out);
        Assert.Equal(["Id", "Body", "Answer", .. Meta], records[0]);
        Assert.Equal(Enumerable.Range(1, 200).Select(id => $"{id}|text {id}|answer from one to Say text {id}"), records.Skip(1).Select(record => string.Join('|', record.Take(3))));
        Assert.All(records.Skip(1), record => Assert.Equal(["alpha", "1", "ok", ""], (string[])[record[3], record[4], record[6], record[7]]));
        Assert.Equal((200, 200, 0, 0, 0, 0), (summary.Rows, summary.Succeeded, summary.Failed, summary.Reused, summary.Deduplicated, summary.ExitCode));
        Assert.Equal(["out.csv", "out.csv.journal", "out.report.json"], folder.Made);
        Assert.Equal(200, stage.One.CallCount);
    }

    [Fact]
    public async Task Only_the_named_columns_are_sent()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithInput("Secret,Full Text\nhush,hello {you}\n");

        await folder.RunAsync(stage, folder.Options("{{json}} {Full Text}"));

        var request = Assert.Single(stage.One.Requests);
        Assert.Equal("{json} hello {you}", request.LastUserMessage);
        Assert.DoesNotContain("hush", request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "input"), InlineData("", "output"), InlineData("", "page about the run")]
    [InlineData(" ", "input"), InlineData(" ", "output"), InlineData(" ", "page about the run")]
    public async Task An_empty_path_ends_the_job_before_any_call_and_says_which(string path, string what)
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(2);
        var options = folder.Options("Say {Body}");
        options = what switch { "input" => options with { Path = path }, "output" => options with { OutPath = path }, _ => options with { HtmlReportPath = path } };

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, options));

        Assert.Equal((ErrorCode.ArgumentInvalid, $"The path of the {what} is empty."), (error.Code, error.Message));
        Assert.Equal(0, stage.One.CallCount);
    }

    [Fact]
    public async Task A_name_that_is_not_a_column_ends_the_job_before_any_call_and_suggests_the_nearest()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(2);

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, folder.Options("Say {Boddy}")));

        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.Contains("{Boddy} is not a column of the file; did you mean 'Body'?", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Made);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Fact]
    public async Task The_same_command_again_asks_nothing_and_appended_rows_ask_only_themselves()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(5);
        await folder.RunAsync(stage);

        var again = await folder.RunAsync(stage);
        File.AppendAllText(folder.In, "6,text 6\n");
        var more = await folder.RunAsync(stage);

        Assert.Equal((5, 0m), (again.Reused, again.Cost));
        Assert.Equal((6, 5), (more.Succeeded, more.Reused));
        Assert.Equal(6, stage.One.CallCount);
        Assert.Equal("answer from one to Say text 6", folder.Column("Answer")[5]);
    }

    [Fact]
    public async Task An_edited_prompt_asks_again_and_so_do_model_system_parameters_and_schema()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(1);
        ChatRequest[] requests =
        [
            new() { Messages = [] }, new() { Messages = [], Model = "one/other" }, new() { Messages = [], System = "Be brief." }, new() { Messages = [], Temperature = 0 },
            new() { Messages = [], Fallback = ["beta"] }, new() { Messages = [], MaxTokens = 7 },
        ];
        foreach (var request in requests)
        {
            await folder.RunAsync(stage, options => options with { Request = request });
        }

        await folder.RunAsync(stage, folder.Options("Tell {Body}"));

        // What was asked before is known whatever came between.
        Assert.Equal(1, (await folder.RunAsync(stage)).Reused);
        Assert.Equal(requests.Length + 1, stage.One.CallCount);
    }

    [Fact]
    public async Task A_restart_forgets_what_was_answered()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(3);
        await folder.RunAsync(stage);

        var summary = await folder.RunAsync(stage, options => options with { Restart = true });

        Assert.Equal(0, summary.Reused);
        Assert.Equal(6, stage.One.CallCount);
    }

    [Fact]
    public async Task Identical_prompts_are_asked_once_and_the_first_bears_the_cost()
    {
        await using var stage = Real();
        stage.One.OnAny().Answer(Reply.Text("Fine.").WithUsage(1_000_000, 500_000));
        using var folder = new JobFolder().WithInput("Id,Body\n1,same\n2,same\n3,other\n4,same\n");

        var summary = await folder.RunAsync(stage);

        Assert.Equal(2, stage.One.CallCount);
        Assert.Equal((4, 2, 4m), (summary.Succeeded, summary.Deduplicated, summary.Cost));
        Assert.Equal(["2", "0", "2", "0"], folder.Column("HolySheepCost"));
        Assert.All(folder.Column("Answer"), answer => Assert.Equal("Fine.", answer));
    }

    [Fact]
    public async Task Failed_rows_get_another_round_and_then_stand_with_their_reason_in_both_files()
    {
        await using var stage = Real();
        var seen = 0;
        stage.One.Handle(request => request.LastUserMessage switch
        {
            "Say text 2" => Reply.Error(400, "invalid_value", "=bad row"),
            "Say text 4" when System.Threading.Interlocked.Increment(ref seen) <= 3 => Reply.Status(500),
            _ => null,
        });
        using var folder = new JobFolder().WithRows(20);

        var summary = await folder.RunAsync(stage, options => options with { Request = new ChatRequest { Messages = [], Limits = new ChatLimits { MaxRetries = 1 } } });

        Assert.Equal((19, 1, 8), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.Equal("answer from one to Say text 4", folder.Column("Answer")[3]);
        Assert.Equal(("", "error"), (folder.Column("Answer")[1], folder.Column("HolySheepStatus")[1]));
        Assert.StartsWith("RequestRejected: ", folder.Column("HolySheepError")[1], StringComparison.Ordinal);
        Assert.Equal(folder.Errors, summary.ErrorPath);
        var errors = JobFolder.Read(folder.Errors);
        Assert.Equal(["Id", "Body", "HolySheepLine", "HolySheepAttempts", "HolySheepError"], errors[0]);
        Assert.Equal(["2", "text 2", "3", "1"], errors[1].Take(4));
        Assert.Single(stage.One.Requests, request => request.LastUserMessage == "Say text 2");

        // Run again, only the failed row is asked; once nothing fails the file of failures is gone.
        stage.One.Handle(_ => null);
        Assert.Equal((20, 19, 0), ((await folder.RunAsync(stage)).Succeeded, 19, stage.One.Requests.Count(request => request.LastUserMessage == "Say text 5") - 1));
        Assert.DoesNotContain("out.errors.csv", folder.Made);
    }

    [Fact]
    public async Task A_schema_gives_columns_and_broken_JSON_is_asked_for_once_more_and_is_then_an_error()
    {
        await using var stage = Real();
        stage.One.Handle(request => request.LastUserMessage switch
        {
            "Say text 1" => Reply.Text("""{"Mood":"good","Score":1.5}"""),
            _ => Reply.Text("It is good."),
        });
        using var folder = new JobFolder().WithRows(2);

        var summary = await folder.RunAsync(stage, options => options with
        {
            Request = new ChatRequest { Messages = [], JsonSchema = AnswerSchema.Parse("""{"Mood":"good|bad","Score":"number"}""") },
        });

        var records = JobFolder.Read(folder.Out);
        Assert.Equal(["Id", "Body", "Mood", "Score", .. Meta], records[0]);
        Assert.Equal(["1", "text 1", "good", "1.5", "alpha"], records[1].Take(5));
        Assert.Equal(["2", "text 2", "", "", ""], records[2].Take(5));
        Assert.StartsWith("ReplyMalformed: ", records[2][8], StringComparison.Ordinal);
        Assert.Equal(8, summary.ExitCode);
        Assert.Equal(2, stage.One.Requests.Count(request => request.LastUserMessage == "Say text 2"));
    }

    [Fact]
    public async Task Cells_that_a_spreadsheet_would_run_are_made_harmless_unless_the_user_opts_out()
    {
        await using var stage = Real();
        stage.One.Handle(request => Reply.Text(request.LastUserMessage[4..]));
        using var folder = new JobFolder().WithInput("Body\n=1+1\n-5\n@x\n-5 apples\n+1e3\n");

        await folder.RunAsync(stage);
        Assert.Equal(["'=1+1", "-5", "'@x", "'-5 apples", "+1e3"], folder.Column("Answer"));
        Assert.Equal(["=1+1", "-5", "@x", "-5 apples", "+1e3"], folder.Column("Body"));

        await folder.RunAsync(stage, options => options with { NoFormulaGuard = true, NoMeta = true });
        Assert.Equal(["Body", "Answer"], JobFolder.Read(folder.Out)[0]);
        Assert.Equal(folder.Column("Body"), folder.Column("Answer"));
        Assert.Equal(5, stage.One.CallCount);
    }

    [Fact]
    public async Task An_answer_column_has_the_name_that_is_given_and_takes_no_column_of_the_input()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(1);

        await folder.RunAsync(stage, options => options with { OutputColumn = "Tone" });
        Assert.Equal("answer from one to Say text 1", folder.Column("Tone")[0]);
        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, options => options with { OutputColumn = "body" }));
        Assert.Contains("already has a column 'body'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_of_an_earlier_run_can_be_the_input_and_its_answers_are_replaced_in_their_places()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithInput("Answer,HolySheepStatus,Body\nold,error,x\n");

        await folder.RunAsync(stage);

        Assert.Equal(["Answer", "HolySheepStatus", "Body", "HolySheepModel", "HolySheepAttempts", "HolySheepCost", "HolySheepError"], JobFolder.Read(folder.Out)[0]);
        Assert.Equal(["answer from one to Say x", "ok", "x"], JobFolder.Read(folder.Out)[1].Take(3));
    }

    [Fact]
    public async Task A_report_says_what_the_run_did_and_the_calls_carry_the_name_of_the_job()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(3);

        await folder.RunAsync(stage);

        using var report = JsonDocument.Parse(File.ReadAllText(folder.Report));
        var root = report.RootElement;
        Assert.Equal(("out.csv", 3, 3, 0), (root.GetProperty("job").GetString(), root.GetProperty("rows").GetInt32(), root.GetProperty("succeeded").GetInt32(), root.GetProperty("exit_code").GetInt32()));
        Assert.Equal(3, root.GetProperty("models").GetProperty("alpha").GetInt32());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("stop_reason").ValueKind);
    }

    [Fact]
    public async Task A_fallback_answers_and_is_named_in_its_row()
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Error(404, "model_not_found", "gone"));
        using var folder = new JobFolder().WithRows(3);

        var summary = await folder.RunAsync(stage);

        Assert.Equal(3, summary.Succeeded);
        Assert.Equal(["beta", "beta", "beta"], folder.Column("HolySheepModel"));
    }

    [Fact]
    public async Task Answers_of_the_sandbox_never_stand_for_real_ones()
    {
        await using var stage = Real();
        using var folder = new JobFolder().WithRows(2);
        using var sandbox = new HolySheepClient(new HolySheepClientOptions { Configuration = stage.Configuration, Sandbox = Providers.Sandbox.SandboxScript.None });
        var rehearsed = await new CsvJob(sandbox, folder.Options()).RunAsync();

        var real = await folder.RunAsync(stage);

        Assert.Equal((2, 0), (rehearsed.Succeeded, real.Reused));
        Assert.Equal(2, stage.One.CallCount);
    }
}
