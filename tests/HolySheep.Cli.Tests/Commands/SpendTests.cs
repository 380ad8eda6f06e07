using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>What was spent, as real processes tell each other through the ledger.</summary>
public sealed class SpendTests : ProviderFixture
{
    // 1,000 tokens of gpt-4.1's prompts and 100 of its answers, as the catalogue prices them.
    private const string CostOfCall = "0.0028";

    public SpendTests() => Provider.OnAny().Answer(Reply.Text("a").WithUsage(1000, 100));

    [Fact]
    public async Task Usage_is_shown_as_rows_as_csv_and_as_json()
    {
        await AskAsync("--tag", "team==1+1");
        await AskAsync();

        var today = DateTime.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal($"{today}\tgpt-4.1\t2\t2\t0\t0\t2000\t200\t0.0056\t0\t0.00\nall\t\t2\t2\t0\t0\t2000\t200\t0.0056\t0\t0.00\n", await OutputAsync("usage", "--group-by", "day,model"));
        Assert.Equal($"2\t2\t0\t0\t2000\t200\t0.0056\t0.000364\t-0.005236\t0\t0.00\n", await OutputAsync("usage", "--compare-to", "deepseek-v3.2"));
        Assert.Equal(
            ["tag,calls,attempts,answered,failed,fallbacks,prompt_tokens,cached_tokens,completion_tokens,reasoning_tokens,cost_usd,estimated_cost_usd,unpriced,compared_cost_usd,savings_usd,reused,saved_by_reuse_usd,cache_write_tokens,hour_cache_write_tokens", ",1,1,1,0,0,1000,0,100,0,0.0028,0,0,,,0,0,0,0", "team==1+1,1,1,1,0,0,1000,0,100,0,0.0028,0,0,,,0,0,0,0", ""],
            (await OutputAsync("usage", "--group-by", "tag", "--csv")).Split("\r\n"));

        Assert.Equal(Environment.MachineName, (await OutputAsync("usage", "--group-by", "machine", "--csv")).Split("\r\n")[1].Split(',')[0]);

        var json = JsonDocument.Parse(await OutputAsync("usage", "--group-by", "tag,machine", "--json")).RootElement;
        Assert.Equal(Environment.MachineName, json.GetProperty("rows")[0].GetProperty("machine").GetString());
        Assert.Equal(0.0056m, json.GetProperty("total").GetProperty("cost_usd").GetDecimal());
        Assert.Equal(2, json.GetProperty("rows").GetArrayLength());
        Assert.Equal("[]\n", await OutputAsync("usage", "--anomaly", "--json"));
        Assert.Equal("2020-01-01T", (await OutputAsync("usage", "--from", "2020-01-01T00:00Z", "--to", "2020-02-01T00:00Z", "--json"))[9..20]);
    }

    [Fact]
    public async Task Answers_that_a_job_used_again_are_shown_with_what_they_had_cost()
    {
        var path = Path.Combine(Home.Folder, "in.csv");
        File.WriteAllText(path, "Id,Body\n1,a\n2,a\n3,a\n");
        await OutputAsync("csv", path, "--out", Path.Combine(Home.Folder, "out.csv"), "--prompt", "Say {Body}");

        Assert.Equal("1\t1\t0\t0\t1000\t100\t0.0028\t2\t0.0056\n", await OutputAsync("usage"));
        Assert.Equal("gpt-4.1,1,1,1,0,0,1000,0,100,0,0.0028,0,0,,,2,0.0056,0,0", (await OutputAsync("usage", "--group-by", "model", "--csv")).Split("\r\n")[1]);
        var total = JsonDocument.Parse(await OutputAsync("usage", "--json")).RootElement.GetProperty("total");
        Assert.Equal((2, 0.0056m), (total.GetProperty("reused").GetInt32(), total.GetProperty("saved_by_reuse_usd").GetDecimal()));
        await OutputAsync("report", "--out", Path.Combine(Home.Folder, "report.html"));
        Assert.Contains("2</data> answers were used again", File.ReadAllText(Path.Combine(Home.Folder, "report.html")), StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Cache_writes_for_minutes_and_for_an_hour_are_shown_of_an_answer_of_usage_and_of_calls(bool hasPrice)
    {
        Provider.On("m").Answer(Reply.Text("a").WithUsage(new ReplyUsage(1000, 100, Cached: 200, Written: 100, WrittenForHour: 400)));
        using var home = new TempHome($$"""
            {
              "providers": { "claude": { "kind": "anthropic", "baseUrl": "{{Provider.Root}}", "apiKey": "none" } },
              "models": { "m": { "targets": [ "claude/m" ], "price": { "input": 2, "cachedInput": 0.2, {{(hasPrice ? "\"cacheWrite\": 2.5, " : "")}}"output": 10 } } }
            }
            """);
        async Task<JsonElement> AskedAsync(params string[] line)
        {
            var result = await BuiltCommand.RunAsync(home, line);
            Assert.Equal(0, result.ExitCode);
            return JsonDocument.Parse(result.Stdout).RootElement;
        }

        // 300 x 2 + 200 x 0.2 + 100 x 2.5 + 400 x 4 + 100 x 10: 1.25 and 2 times the price of other prompt tokens.
        var answer = await AskedAsync("chat", "hi", "--model", "m", "--json");
        Assert.Equal(0.00349m, answer.GetProperty("cost_usd").GetDecimal());
        var call = Assert.Single((await AskedAsync("calls", "--json")).EnumerateArray());
        var total = (await AskedAsync("usage", "--json")).GetProperty("total");
        foreach (var counts in new[] { answer.GetProperty("usage"), call.GetProperty("usage"), call.GetProperty("attempts")[0].GetProperty("usage"), total })
        {
            Assert.Equal((200, 500, 400), (counts.GetProperty("cached_tokens").GetInt32(), counts.GetProperty("cache_write_tokens").GetInt32(), counts.GetProperty("hour_cache_write_tokens").GetInt32()));
        }

        Assert.Equal("1,1,1,0,0,1000,200,100,0,0.00349,0,0,,,0,0,500,400", (await BuiltCommand.RunAsync(home, "usage", "--csv")).Stdout.Split("\r\n")[1]);
    }

    [Fact]
    public async Task A_scope_for_an_unknown_name_gives_a_warning_when_it_is_set_and_with_each_call()
    {
        foreach (var line in (string[][])[["budget", "set", "cap", "--limit", "1", "--scope", "model=gpt-4.l"], ["chat", "hi"]])
        {
            var result = await BuiltCommand.RunAsync(Home, line);
            Assert.Equal(0, result.ExitCode);
            Assert.Contains("warning: The budget 'cap' counts calls of the model 'gpt-4.l'", result.Stderr, StringComparison.Ordinal);
        }

        Assert.Equal("", (await BuiltCommand.RunAsync(Home, "budget", "set", "cap", "--scope", "model=GPT-4.1")).Stderr);
    }

    [Fact]
    public async Task A_budget_stops_the_call_with_exit_code_6_before_any_provider_is_called()
    {
        Assert.Equal("", await OutputAsync("budget", "set", "nightly", "--limit", "0.5", "--period", "day", "--action", "stop", "--scope", "tag=nightly"));
        Assert.Equal("0.5", JsonDocument.Parse(File.ReadAllText(Home.ConfigPath)).RootElement.GetProperty("budgets").GetProperty("nightly").GetProperty("limit").GetRawText());
        await OutputAsync("budget", "set", "nightly", "--limit", "0.001");

        var refused = await BuiltCommand.RunAsync(Home, "chat", "hi", "--max-tokens", "1000", "--tag", "run=nightly", "--json");
        Assert.Equal((ExitCodes.Budget, 0), (refused.ExitCode, Provider.CallCount));
        Assert.Equal("BudgetExceeded", JsonDocument.Parse(refused.Stdout).RootElement.GetProperty("error").GetProperty("code").GetString());
        await AskAsync();

        await AskAsync("--max-cost", "0.02", "--max-tokens", "1000");
        Assert.Equal(ExitCodes.Budget, (await BuiltCommand.RunAsync(Home, "chat", "hi", "--max-cost", "0.0005", "--max-tokens", "1000")).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await BuiltCommand.RunAsync(Home, "chat", "hi", "--max-cost", "0,5")).ExitCode);
        Assert.Equal(2, Provider.CallCount);
    }

    [Fact]
    public async Task Budgets_are_shown_with_what_is_spent_and_removed()
    {
        await OutputAsync("budget", "set", "daily", "--limit", "1.00", "--period", "day", "--action", "downgrade", "--chain", "gemini-2.5-flash");
        await OutputAsync("budget", "set", "last", "--limit", "2", "--period", "24h", "--action", "warn", "--alert-at", "0.5,0.9");
        await AskAsync();

        var rows = (await OutputAsync("budget")).TrimEnd('\n').Split('\n').Select(row => row.Split('\t')).ToArray();
        Assert.Equal(["daily", CostOfCall, "1.00", "day"], rows[0][..4]);
        Assert.Equal(["last", CostOfCall, "2.00", "24h", "", "Warn", "all"], rows[1]);
        var json = JsonDocument.Parse(await OutputAsync("budget", "--json")).RootElement[0];
        Assert.Equal(("daily", 0.0028m, 0.9972m), (json.GetProperty("name").GetString(), json.GetProperty("spent_usd").GetDecimal(), json.GetProperty("left_usd").GetDecimal()));

        await OutputAsync("budget", "remove", "daily");
        var unknown = await BuiltCommand.RunAsync(Home, "budget", "remove", "daily");
        Assert.Equal(ExitCodes.Usage, unknown.ExitCode);
        Assert.Contains("BudgetUnknown", unknown.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--limit takes a number", "budget", "set", "daily", "--limit", "0,5")]
    [InlineData("did you mean 'stop'?", "budget", "set", "daily", "--limit", "1", "--action", "stopp")]
    [InlineData("--group-by takes day, model", "usage", "--group-by", "dya")]
    [InlineData("--from takes a day or a time", "usage", "--from", "yesterday")]
    [InlineData("--to is ambiguous: day and month of '03/04/2026' could be swapped", "usage", "--to", "03/04/2026")]
    [InlineData("Neither an age nor a size", "usage", "prune")]
    [InlineData("--older-than takes a number from 0", "usage", "prune", "--older-than", "-1")]
    [InlineData("--out", "report")]
    public async Task Contradicting_options_are_bad_usage(string expected, params string[] line)
    {
        var result = await BuiltCommand.RunAsync(Home, line);

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains(expected, result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ledger_names_the_command_and_is_pruned_on_request()
    {
        await AskAsync();
        Assert.Equal("holysheep chat", Scalar("SELECT caller FROM attempts"));

        Assert.Equal("0\n", await OutputAsync("usage", "prune", "--older-than", "90", "--max-size", "100"));
        Assert.Equal("{\"removed\":1}\n", await OutputAsync("usage", "prune", "--older-than", "0", "--json"));
        Assert.Equal(0L, Scalar("SELECT count(*) FROM attempts"));
    }

    [Fact]
    public async Task A_report_is_written_where_nothing_is_and_its_path_is_reported()
    {
        await AskAsync();
        var path = Path.Combine(Home.Folder, "report.html");

        Assert.Equal(path + "\n", await OutputAsync("report", "--out", path, "--compare-to", "deepseek-v3.2"));
        Assert.Contains($"value=\"{CostOfCall}", File.ReadAllText(path), StringComparison.Ordinal);
        var refused = await BuiltCommand.RunAsync(Home, "report", "--out", path);
        Assert.Equal((ExitCodes.Usage, true), (refused.ExitCode, refused.Stderr.Contains("--force", StringComparison.Ordinal)));
        Assert.Equal(path, JsonDocument.Parse(await OutputAsync("report", "--out", path, "--force", "--json")).RootElement.GetProperty("path").GetString());
    }

    private async Task AskAsync(params string[] options) => await OutputAsync(["chat", "hi", .. options]);

    private async Task<string> OutputAsync(params string[] line)
    {
        var result = await BuiltCommand.RunAsync(Home, line);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Stdout;
    }

    private object? Scalar(string sql)
    {
        using var ledger = new SqliteConnection($"Data Source={Path.Combine(Home.Folder, "ledger.db")};Pooling=False");
        ledger.Open();
        using var command = ledger.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static class ExitCodes
    {
        public const int Usage = 2;
        public const int Budget = 6;
    }
}
