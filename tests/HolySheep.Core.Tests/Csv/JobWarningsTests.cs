using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Csv.Agreement;
using HolySheep.Csv.Running;
using HolySheep.Harness;
using HolySheep.Providers.Batches;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv;

/// <summary>A job says what the ledger and the state report about themselves while it runs, and nothing else about its calls.</summary>
public sealed class JobWarningsTests : IDisposable
{
    private const string Unrecorded = "the cost of calls is not recorded.";
    private readonly TempHome _home = new();
    private readonly JobFolder _folder = new JobFolder().WithRows(50);

    public void Dispose()
    {
        _folder.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task A_job_whose_ledger_cannot_be_used_answers_every_row_and_says_once_that_its_cost_is_not_recorded()
    {
        await using var stage = At("ledger.db");

        var summary = await _folder.RunAsync(stage);

        Assert.Equal((50, 0), (summary.Succeeded, summary.ExitCode));
        Assert.EndsWith(Unrecorded, Assert.Single(summary.Warnings), StringComparison.Ordinal);
        using var report = JsonDocument.Parse(File.ReadAllText(_folder.Report));
        Assert.Equal(summary.Warnings, report.RootElement.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
    }

    [Fact]
    public async Task A_job_says_so_too_after_a_call_of_the_same_client_was_told()
    {
        await using var stage = At("ledger.db");
        Assert.Single((await stage.AskAsync(CallMode.Plain)).Result.Warnings);

        var summaries = new[] { await _folder.RunAsync(stage), await _folder.RunAsync(stage, options => options with { Restart = true }) };

        Assert.All(summaries, summary => Assert.EndsWith(Unrecorded, Assert.Single(summary.Warnings), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_job_whose_rows_fall_back_says_nothing_about_it(bool hasLedger)
    {
        await using var stage = At(hasLedger ? "" : "ledger.db", "beta");
        stage.One.OnAny().Answer(Reply.Error(500, "server_error", "down"));

        var summary = await _folder.RunAsync(stage);

        Assert.Equal((50, 0), (summary.Succeeded, summary.ExitCode));
        Assert.All(_folder.Column(AnswerColumns.Model), model => Assert.Equal("beta", model));
        Assert.Equal(hasLedger ? [] : [true], summary.Warnings.Select(warning => warning.EndsWith(Unrecorded, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_job_in_batches_says_once_of_both_steps_that_its_cost_is_not_recorded()
    {
        await using var stage = At("ledger.db");
        stage.WithProvider("one", _ => BatchStage.Options("openai", stage.One.Root) with { ApiKeys = [new KeyReference(KeySource.Environment, "ONE_KEY")] });

        var summary = await _folder.RunAsync(stage, options => options with { Lane = CsvLane.Batch, BatchPoll = TimeSpan.FromMilliseconds(20) });

        Assert.Equal((50, 0, 50), (summary.Succeeded, summary.ExitCode, stage.One.Batches.BilledRows));
        Assert.Collection(
            summary.Warnings,
            begun => Assert.EndsWith(Unrecorded, begun, StringComparison.Ordinal),
            settled => Assert.EndsWith("the cost of rows in batches stays an estimate or is not recorded.", settled, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_agrees_with_another_model_says_once_that_its_cost_is_not_recorded()
    {
        await using var stage = At("ledger.db");
        stage.One.OnAny().Answer(Reply.Text("""{"kind":"ham"}"""));

        var summary = await _folder.RunAsync(stage, options => options with
        {
            Agreement = new CsvAgreement(0.95, "reference"),
            Request = new ChatRequest { Messages = [], Model = "cheap", JsonSchema = new ChatJsonSchema("""{"type":"object","properties":{"kind":{"enum":["ham","spam"]}},"required":["kind"],"additionalProperties":false}""") },
        });

        Assert.Equal((50, 0), (summary.Succeeded, summary.ExitCode));
        Assert.EndsWith(Unrecorded, Assert.Single(summary.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_job_says_that_its_state_is_not_shared_whether_its_rows_are_answered_or_fail(bool isAnswered)
    {
        await using var stage = At("state.db");
        if (!isAnswered)
        {
            stage.One.OnAny().Answer(Reply.Error(400, "invalid_value", "no"));
        }

        var summary = await _folder.RunAsync(stage);

        Assert.Equal(isAnswered ? 50 : 0, summary.Succeeded);
        Assert.Contains(Path.Combine(_home.Folder, "state.db"), Assert.Single(summary.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_job_says_that_a_damaged_ledger_was_set_aside_unless_a_call_was_told_before(bool isOpenBefore)
    {
        var ledger = Path.Combine(_home.Folder, "ledger.db");
        File.WriteAllText(ledger, "not a database, but a text that must not be lost");
        await using var stage = At("");
        if (isOpenBefore)
        {
            await stage.Client.Resources.Ledger.RecordReusedAsync([]);
        }

        var first = await _folder.RunAsync(stage);
        var second = await _folder.RunAsync(stage, options => options with { Restart = true });

        Assert.Contains($"was damaged. It is kept as '{ledger}.damaged-1'", Assert.Single(first.Warnings), StringComparison.Ordinal);
        Assert.Empty(second.Warnings);
    }

    [Fact]
    public async Task A_job_says_that_answers_are_not_kept()
    {
        await using var stage = At("cache.db");

        var summary = await _folder.RunAsync(stage, options => options with { Request = new ChatRequest { Messages = [], CacheMaxAge = TimeSpan.FromDays(1) } });

        Assert.Contains(Path.Combine(_home.Folder, "cache.db"), Assert.Single(summary.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_says_once_that_a_budget_which_only_warns_has_reached_a_share_and_is_spent_with_the_last_sum()
    {
        await using var stage = At("").With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.0001m, BudgetAction.Warn)] });

        var summary = await _folder.RunAsync(stage);

        Assert.Equal((50, 0), (summary.Succeeded, summary.ExitCode));
        Assert.Equal(2, summary.Warnings.Count);
        Assert.Contains(summary.Warnings, warning => warning.StartsWith("The budget 'daily' has reached ", StringComparison.Ordinal));
        var spent = Assert.Single(summary.Warnings, warning => warning.StartsWith("The budget 'daily' is spent: ", StringComparison.Ordinal));

        // The calls that begin under one lease say nothing, so that the last sum is not that of the job; the first one said is a ninth of it.
        Assert.True(decimal.Parse(spent.Split(' ')[5], CultureInfo.InvariantCulture) > summary.Cost / 2, $"{spent} The job cost {summary.Cost} USD.");
    }

    [Fact]
    public async Task However_many_texts_differ_the_first_20_are_listed_and_the_others_counted()
    {
        await using var stage = At("");
        using var warnings = new JobWarnings(stage.Client.Resources);
        warnings.Add("of the job");

        await Parallel.ForAsync(0, 1_000, (number, _) =>
        {
            stage.Client.Resources.Notices.Report($"fault {(char)('A' + (number % 50))} of {number}");
            return default;
        });

        IReadOnlyList<string> said = warnings.Collect();
        Assert.Equal(("of the job", 22, 22), (said[0], said.Count, said.Distinct().Count()));
        Assert.Equal("30 more warnings about ledger, budgets and state are not listed.", said[^1]);
    }

    [Fact]
    public async Task A_run_that_is_over_hears_nothing_more()
    {
        await using var stage = At("");
        var warnings = new JobWarnings(stage.Client.Resources);
        warnings.Dispose();

        stage.Client.Resources.Notices.Report("later");

        Assert.Empty(warnings.Collect());
    }

    /// <summary>A stage with state on disk, where a folder is in place of one file.</summary>
    private Stage At(string blocked, params string[] chain)
    {
        Directory.CreateDirectory(Path.Combine(_home.Folder, blocked));
        return new Stage(["one/alpha"], chain) { StateFolder = _home.Folder, Clock = TimeProvider.System };
    }
}
