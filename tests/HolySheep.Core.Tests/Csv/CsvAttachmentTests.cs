using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv;

/// <summary>Attachments that the cells of a row name.</summary>
public sealed class CsvAttachmentTests : IDisposable
{
    private readonly JobFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_row_sends_what_its_cells_name()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        Write("a.txt", "of a");
        Write("pictures/b.txt", "of b");
        Write("c.txt", "of c");
        _folder.WithInput("Body,Files,More\none,a.txt | pictures/b.txt,c.txt\ntwo,\"a.txt\nc.txt\",\nthree,,\n");
        var summary = await _folder.RunAsync(stage, options => options with { AttachmentColumns = ["files", "More"], ThrottleLimit = 1 });

        Assert.Equal((3, 0), (summary.Succeeded, summary.Failed));
        Assert.Equal(["Say one a.txt:\nof a b.txt:\nof b c.txt:\nof c", "Say two a.txt:\nof a c.txt:\nof c", "Say three"], stage.One.Requests.Select(Sent));
    }

    [Fact]
    public async Task A_file_whose_content_changed_is_asked_again_and_no_other()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        Write("a.txt", "of a");
        Write("b.txt", "of b");
        _folder.WithInput("Body,File\nsame,a.txt\nsame,b.txt\nsame,\n");
        await Run(stage);
        Assert.Equal(3, stage.One.CallCount);

        Write("b.txt", "of B");
        var summary = await Run(stage);
        Assert.Equal((4, 2), (stage.One.CallCount, summary.Reused));
        Assert.EndsWith("of B", Sent(stage.One.Requests[3]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_the_failure_of_its_row_until_it_is_there()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        Write("a.txt", "of a");
        _folder.WithInput("Body,File\none,a.txt\ntwo,none.txt\nthree,a.txt\n");
        var summary = await Run(stage);

        Assert.Equal((2, 1, 8), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.Contains("1 attachments cannot be read", Assert.Single(summary.Warnings, warning => warning.Contains("attachment", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("none.txt' does not exist", _folder.Column("HolySheepError")[1], StringComparison.Ordinal);
        Assert.Equal(2, stage.One.CallCount);

        Write("none.txt", "here now");
        Assert.Equal(0, (await Run(stage)).ExitCode);
        Assert.Equal(3, stage.One.CallCount);
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/etc/hostname")]
    [InlineData("sub/../../outside.txt")]
    public async Task A_cell_names_no_file_outside_the_folder_of_the_input_unless_it_is_trusted(string cell)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var inner = Directory.CreateDirectory(Path.Combine(_folder.Root, "inner")).FullName;
        Write("outside.txt", "secret");
        File.WriteAllText(Path.Combine(inner, "in.csv"), $"Body,File\none,{cell}\n");
        var options = _folder.Options() with { Path = Path.Combine(inner, "in.csv"), AttachmentColumns = ["File"] };
        var refused = await _folder.RunAsync(stage, options);

        Assert.Equal((1, 0), (refused.Failed, stage.One.CallCount));
        Assert.Contains("is not in the folder of the input", _folder.Column("HolySheepError")[0], StringComparison.Ordinal);
        if (cell.EndsWith("outside.txt", StringComparison.Ordinal))
        {
            Assert.Equal(1, (await _folder.RunAsync(stage, options with { TrustAttachments = true })).Succeeded);
        }
    }

    [Fact]
    public async Task A_cell_names_no_address_of_a_private_network_unless_it_is_trusted()
    {
        await using var stage = new Stage(["one/alpha"], []) { Clock = TimeProvider.System };
        stage.Two.Handle(_ => Reply.Raw(200, "text/plain", "from the server"));
        _folder.WithInput($"Body,File\none,{stage.Two.Root}/a.txt\n");
        var plan = await new CsvJob(stage.Client, Options()).PlanAsync();
        var refused = await Run(stage);

        Assert.Equal((1, 0, 1, 0), (plan.ToAsk, stage.Two.CallCount, refused.Failed, stage.One.CallCount));
        Assert.Contains("is not fetched: 127.0.0.1", _folder.Column("HolySheepError")[0], StringComparison.Ordinal);
        Assert.Equal(1, (await _folder.RunAsync(stage, Options() with { TrustAttachments = true })).Succeeded);
        Assert.Equal("Say one a.txt:\nfrom the server", Sent(stage.One.Requests.Single()));
    }

    [Fact]
    public async Task A_column_that_the_file_does_not_have_is_refused_before_any_call()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        _folder.WithInput("Body,Picture\none,a.png\n");
        var fault = await Assert.ThrowsAsync<HolySheepException>(() => _folder.RunAsync(stage, options => options with { AttachmentColumns = ["Pictrue"] }));

        Assert.Equal((ErrorCode.ArgumentInvalid, 0), (fault.Code, stage.One.CallCount));
        Assert.Contains("did you mean 'Picture'?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_changes_while_the_run_is_under_way_is_not_sent_for_the_row_that_was_planned_with_it()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        Write("a.txt", "of a");
        Write("b.txt", "of b");
        _folder.WithInput("Body,File\none,a.txt\ntwo,b.txt\n");
        stage.One.Handle(_ =>
        {
            // The first row is asked; the second one has been read from the file, with what b.txt contained then.
            Write("b.txt", "of another b");
            return null;
        });
        var summary = await Run(stage);

        Assert.Equal((1, 1, 1), (summary.Succeeded, summary.Failed, stage.One.CallCount));
        Assert.Contains("'b.txt' has changed since the run began", _folder.Column("HolySheepError")[1], StringComparison.Ordinal);
        Assert.Equal((0, 2), ((await Run(stage)).Failed, stage.One.CallCount));
        Assert.EndsWith("of another b", Sent(stage.One.Requests[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_without_attachments_keep_their_answers_of_earlier_runs()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        _folder.WithInput("Body,File\none,\ntwo,\n");
        await _folder.RunAsync(stage);
        await Run(stage);

        Assert.Equal(2, stage.One.CallCount);
    }

    private CsvJobOptions Options() => _folder.Options() with { AttachmentColumns = ["File"], ThrottleLimit = 1 };

    private Task<CsvJobSummary> Run(Stage stage) => _folder.RunAsync(stage, Options());

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string Sent(RecordedRequest request) => request.Json!.Value.GetProperty("messages")[0].GetProperty("content") is { ValueKind: JsonValueKind.Array } parts
        ? string.Join(' ', parts.EnumerateArray().Select(part => part.GetProperty("text").GetString()))
        : request.LastUserMessage;
}
