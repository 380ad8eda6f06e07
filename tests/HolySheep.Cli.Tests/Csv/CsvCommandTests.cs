using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Csv;

/// <summary>What a scheduler and a person see of <c>holysheep csv</c>.</summary>
public sealed class CsvCommandTests : IDisposable
{
    private readonly TempFolder _folder = new("csv");

    private string In => _folder["in.csv"];

    private string Out => _folder["out.csv"];

    private string[] Line => ["csv", In, "--out", Out, "--prompt", "Say {Body}"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_says_how_to_go_on_and_what_came_of_it()
    {
        await using var provider = new ScriptedProvider();
        using var home = Home(provider, rows: 3);

        var result = await BuiltCommand.RunAsync(home, Line);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("3 rows: 3 answered (0 before, 0 shared), 0 failed, 0 left; ", result.Stdout);
        Assert.EndsWith($"; {Out}\n", result.Stdout);
        Assert.Equal($"notice: Run the same command to continue: every answer is kept in {Out}.journal.\n", result.Stderr);
        Assert.Equal(4, File.ReadAllLines(Out).Length);
    }

    [Theory]
    [InlineData("4,\"open\n", "{Body}")]
    [InlineData("", "{Boddy}")]
    public async Task A_job_that_is_refused_before_it_has_a_journal_does_not_say_how_to_go_on(string more, string prompt)
    {
        await using var provider = new ScriptedProvider();
        using var home = Home(provider, rows: 3);
        File.AppendAllText(In, more);

        var result = await BuiltCommand.RunAsync(home, "csv", In, "--out", Out, "--prompt", prompt);

        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain("Run the same command to continue", result.Stderr, StringComparison.Ordinal);
        Assert.False(File.Exists(Out + ".journal"));
    }

    [Fact]
    public async Task JSON_is_the_summary_on_one_line_with_every_key()
    {
        await using var provider = new ScriptedProvider();
        using var home = Home(provider, rows: 3);

        var result = await BuiltCommand.RunAsync(home, [.. Line, "--json", "--throttle-limit", "2", "--tag", "team=ops", "--temperature", "0"]);

        using var summary = JsonDocument.Parse(result.Stdout);
        Assert.Equal(["rows", "succeeded", "failed", "remaining", "reused", "deduplicated", "cost_usd", "estimated_cost_usd", "duration_ms", "rows_per_second", "exit_code", "stop_reason", "message", "out_path", "error_path", "report_path", "html_report_path", "lane", "lanes", "deadline", "batches", "agreement", "contract", "savings", "moves", "warnings"],
            summary.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(3, summary.RootElement.GetProperty("succeeded").GetInt32());
    }

    [Fact]
    public async Task That_its_cost_is_not_recorded_is_one_warning_and_that_rows_fall_back_is_none()
    {
        await using var provider = new ScriptedProvider();
        provider.Handle(request => request.Model == "gpt-4.1" ? Reply.Status(500) : null);
        using var home = Home(provider, rows: 50);
        Directory.CreateDirectory(Path.Combine(home.Folder, "ledger.db"));

        var result = await BuiltCommand.RunAsync(home, [.. Line, "--json"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        var warning = Assert.Single(result.Stderr.Split('\n'), line => line.StartsWith("warning: ", StringComparison.Ordinal))["warning: ".Length..];
        Assert.EndsWith("the cost of calls is not recorded.", warning, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(result.Stdout);
        Assert.Equal(50, summary.RootElement.GetProperty("succeeded").GetInt32());
        Assert.Equal([warning], summary.RootElement.GetProperty("warnings").EnumerateArray().Select(text => text.GetString()));
    }

    [Fact]
    public async Task A_page_about_the_run_is_written_where_the_caller_says()
    {
        await using var provider = new ScriptedProvider();
        using var home = Home(provider, rows: 3);

        var result = await BuiltCommand.RunAsync(home, [.. Line, "--json", "--html-report", _folder["page.html"], "--max-errors", "0"]);

        using var summary = JsonDocument.Parse(result.Stdout);
        Assert.Equal(_folder["page.html"], summary.RootElement.GetProperty("html_report_path").GetString());
        Assert.Contains("At most 0 rows may fail; 0 failed.", File.ReadAllText(_folder["page.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_and_headers_go_with_every_row()
    {
        await using var provider = new ScriptedProvider();
        using var home = Home(provider, rows: 2);

        Assert.Equal(0, (await BuiltCommand.RunAsync(home, [.. Line, "--extra", "user=\"u-1\"", "--header", "X-Team: alpha", "--top-p", "0.9"])).ExitCode);

        Assert.Equal(2, provider.CallCount);
        Assert.All(provider.Requests, request => Assert.Equal(("\"u-1\"", "alpha", "0.9"),
            (request.Json!.Value.GetProperty("user").GetRawText(), request.Header("X-Team"), request.Json!.Value.GetProperty("top_p").GetRawText())));
    }

    [Fact]
    public async Task What_if_tells_rows_tokens_and_costs_and_makes_no_call_and_no_file()
    {
        await using var provider = new ScriptedProvider();
        using var home = Home(provider, rows: 3);
        File.AppendAllText(In, "4,text 1\n");

        var result = await BuiltCommand.RunAsync(home, [.. Line, "--what-if", "--json", "--max-tokens", "100"]);

        Assert.Equal(0, result.ExitCode);
        using var plan = JsonDocument.Parse(result.Stdout);
        Assert.Equal((4, 3, 3), (plan.RootElement.GetProperty("rows").GetInt32(), plan.RootElement.GetProperty("distinct_prompts").GetInt32(), plan.RootElement.GetProperty("to_ask").GetInt32()));
        var first = plan.RootElement.GetProperty("targets")[0];
        Assert.Equal("holysheep/gpt-4.1", first.GetProperty("target").GetString());
        // 2 and 8 USD a million: 300 tokens out at most, 3 at least
        Assert.InRange(first.GetProperty("cost_high_usd").GetDecimal(), 0.0024m, 0.0025m);
        Assert.InRange(first.GetProperty("cost_low_usd").GetDecimal(), 0.000024m, 0.0001m);
        Assert.Equal(0, provider.CallCount);
        Assert.Equal(["in.csv"], Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task What_if_names_missing_columns_and_ends_with_2()
    {
        await using var provider = new ScriptedProvider();
        using var home = Home(provider, rows: 1);

        var result = await BuiltCommand.RunAsync(home, "csv", In, "--out", Out, "--prompt", "{Boddy}", "--what-if");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("No column has the name 'Boddy'", result.Stdout);
    }

    [Theory]
    [InlineData(8, "--max-errors", "9")]
    [InlineData(9, "--max-errors", "1", "--throttle-limit", "1")]
    [InlineData(9, "--max-cost", "0")]
    [InlineData(2, "--deadline", "yesterday")]
    [InlineData(2, "--encoding", "klingon")]
    [InlineData(2, "--encoding", "utf-7")]
    [InlineData(2, "--delimiter", " ")]
    public async Task The_exit_code_tells_what_happened(int expected, params string[] options)
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Error(400, "invalid_value", "no"));
        using var home = Home(provider, rows: 5);

        var result = await BuiltCommand.RunAsync(home, [.. Line, .. options, "--no-fallback"]);

        Assert.True(result.ExitCode == expected, result.ToString());
    }

    [Theory]
    [InlineData("", "> /dev/full", 0, true)]
    [InlineData("--json", "> /dev/full", 0, true)]
    [InlineData("", "| true", 0, false)]
    [InlineData("--json", "| true", 0, false)]
    [InlineData("--max-cost 0", "> /dev/full", 9, true)]
    [InlineData("--max-cost 0", "| true", 9, false)]
    public async Task A_summary_that_cannot_be_printed_leaves_the_exit_code_of_the_job(string options, string sink, int expected, bool warns)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Not run: only Linux has /dev/full.");
            return;
        }

        await using var provider = new ScriptedProvider();
        using var home = Home(provider, rows: 3);

        var script = $"('{BuiltCommand.Path}' csv '{In}' --out '{Out}' --prompt 'Say {{Body}}' {options}; echo \"code $?\" >&2) {sink}";
        var result = await ChildProcess.RunAsync(new ChildOptions("/bin/sh", "-c", script) { Environment = home.Variables });

        Assert.Contains($"code {expected}\n", result.Stderr);
        Assert.Equal(warns, result.Stderr.Contains("warning: The summary of the job cannot be printed, which changes neither its result nor the exit code. Standard output cannot be written", StringComparison.Ordinal));
        Assert.DoesNotContain("error ", result.Stderr);
        Assert.Equal(expected == 0, File.Exists(Out));
    }

    [Fact]
    public async Task A_second_command_on_the_same_output_ends_with_10_and_names_the_first()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Silent());
        using var home = Home(provider, rows: 2);
        await using var first = ChildProcess.Start(BuiltCommand.Options(home, Line));
        await provider.WaitForCallAsync();

        var second = await BuiltCommand.RunAsync(home, Line);
        first.Kill9();
        await first.WaitAsync();

        Assert.Equal(10, second.ExitCode);
        Assert.Contains($"error JobRunning: Another run holds {Out}: process {first.Id} on ", second.Stderr);

        // A lock ends with its process, however that ends.
        provider.Handle(_ => Reply.Text("ok"));
        Assert.Equal(0, (await BuiltCommand.RunAsync(home, Line)).ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_lets_calls_under_way_finish_ends_with_130_and_the_same_command_goes_on()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("Not run: Windows has no signals to one process.");
            return;
        }

        await using var provider = new ScriptedProvider();
        var gate = new Gate();
        provider.OnAny().Answer(Reply.Echo.Hold(gate));
        using var home = Home(provider, rows: 30);
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, [.. Line, "--throttle-limit", "4"]));
        await provider.WaitForCallAsync(4);
        child.Interrupt();
        await child.WaitForErrorAsync("calls under way may end");
        gate.Open();

        var stopped = await child.WaitAsync();
        var rest = await BuiltCommand.RunAsync(home, [.. Line, "--json"]);

        Assert.True(stopped.ExitCode == 130, stopped.ToString());
        Assert.Contains("4 of 30 rows are answered and kept in ", stopped.Stderr);
        Assert.Contains("the same command continues from there", stopped.Stderr);
        Assert.Contains("\"reused\":4,", rest.Stdout);
        Assert.Equal(30, provider.CallCount);
    }

    [Fact]
    public async Task Ctrl_C_while_a_batch_is_under_way_says_that_it_goes_on_and_the_same_command_collects_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("Not run: Windows has no signals to one process.");
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.Batches.PollsToEnd = null;
        using var home = Home(provider, rows: 3);
        string[] line = [.. Line, "--lane", "batch", "--batch-poll", "0.05"];
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, line));

        // The upload, the submission, and a poll: by then the journal knows the batch.
        await provider.WaitForCallAsync(3);
        child.Interrupt();
        var stopped = await child.WaitAsync();
        provider.Batches.EndAll();
        var rest = await BuiltCommand.RunAsync(home, line);

        Assert.True(stopped.ExitCode == 130, stopped.ToString());
        Assert.EndsWith("; 3 rows are in 1 batch at the provider, which goes on with them: the same command collects them.\n", stopped.Stderr, StringComparison.Ordinal);
        Assert.True(rest.ExitCode == 0, rest.ToString());
        Assert.Single(provider.Batches.All);
    }

    [Fact]
    public async Task A_second_Ctrl_C_ends_the_calls_and_the_journal_is_whole()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("Not run: Windows has no signals to one process.");
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.OnAny().Times(2, Reply.Echo).Answer(Reply.Silent());
        using var home = Home(provider, rows: 10);
        await using var child = ChildProcess.Start(BuiltCommand.Options(home, [.. Line, "--throttle-limit", "2"]));
        await provider.WaitForCallAsync(4);
        child.Interrupt();
        await child.WaitForErrorAsync("calls under way may end");
        child.Interrupt();

        var stopped = await child.WaitAsync();
        provider.Handle(_ => Reply.Text("ok"));
        var rest = await BuiltCommand.RunAsync(home, [.. Line, "--json"]);

        Assert.True(stopped.ExitCode is 130, stopped.ToString());
        Assert.InRange(stopped.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(9));
        Assert.Contains("\"succeeded\":10,", rest.Stdout);
        Assert.Contains("\"reused\":2,", rest.Stdout);
    }

    [Theory]
    [InlineData("out.errors.csv", "out.csv", "which is the input"), InlineData("in.csv", "link.csv", "The output is the input itself."), InlineData("in.csv", "-", "is not a file"), InlineData("in.csv", "schema.json", "a file that the job reads")]
    public async Task A_job_that_would_write_what_it_reads_is_exit_2_and_leaves_it(string input, string output, string message)
    {
        await using var provider = new ScriptedProvider();
        using var home = Home(provider, rows: 3);
        File.WriteAllText(_folder["schema.json"], """{"type":"object","properties":{"a":{"type":"string"}}}""");
        if (input != "in.csv")
        {
            File.Move(In, _folder[input]);
        }

        File.CreateSymbolicLink(_folder["link.csv"], input);

        var before = Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();

        var result = await BuiltCommand.RunAsync(home, "csv", _folder[input], "--out", _folder[output], "--prompt", "Say {Body}", "--schema", _folder["schema.json"]);

        Assert.Equal((2, 0), (result.ExitCode, provider.CallCount));
        Assert.Contains(message, result.Stderr, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }

    private TempHome Home(ScriptedProvider provider, int rows)
    {
        File.WriteAllText(In, "Id,Body\n" + string.Concat(Enumerable.Range(1, rows).Select(id => $"{id},text {id}\n")));
        return ProviderHome.At(provider.BaseUrl);
    }
}
