using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Providers.Sandbox;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Calls;

/// <summary>What calls come to where the ledger cannot be used, or must not be.</summary>
public sealed class UnusableLedgerTests : IDisposable
{
    private readonly TempHome _home = new();

    private string LedgerPath => Path.Combine(_home.Folder, "ledger.db");

    public void Dispose() => _home.Dispose();

    /// <summary>Root may write read-only files, and tests may run as root: a folder in place of the file, or of its log, cannot be written by any user.</summary>
    [Theory]
    [Modes("ledger.db"), Modes("ledger.db-wal")]
    public async Task A_ledger_that_cannot_be_written_refuses_under_a_budget_that_stops(CallMode mode, string blocked)
    {
        Block(blocked);
        await using var stage = At(LedgerHome.Budget(1));

        var failure = (await stage.AskAsync(mode)).Failure;

        Assert.Equal((ErrorCode.LedgerUnusable, ExitCode.Budget), (failure.Code, ExitCode.Of(failure.Code)));
        Assert.Contains(LedgerPath, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Theory]
    [Modes("ledger.db"), Modes("ledger.db-wal")]
    public async Task A_ledger_that_cannot_be_written_answers_with_one_warning_where_no_budget_stops(CallMode mode, string blocked)
    {
        Block(blocked);
        await using var stage = At(LedgerHome.Budget(1, BudgetAction.Warn));

        var results = new[] { (await stage.AskAsync(mode)).Result, (await stage.AskAsync(mode)).Result };

        Assert.EndsWith("the cost of calls is not recorded.", Assert.Single(results.SelectMany(result => result.Warnings)), StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_budget_that_allows_it_lets_unrecorded_calls_through(CallMode mode)
    {
        Block("ledger.db");
        await using var stage = At(LedgerHome.Budget(1) with { AllowUnrecorded = true });

        Assert.Single((await stage.AskAsync(mode)).Result.Warnings);
    }

    [Theory]
    [Modes("truncated"), Modes("empty"), Modes("foreign")]
    public async Task A_damaged_ledger_is_set_aside_with_a_message(CallMode mode, string how)
    {
        await using (var before = At())
        {
            await before.AskAsync(mode);
        }

        var bytes = File.ReadAllBytes(LedgerPath);
        File.Delete(LedgerPath + "-wal");
        File.WriteAllBytes(LedgerPath, how switch
        {
            "truncated" => [.. bytes.Take(5_000)],
            "empty" => [],
            _ => Encoding.UTF8.GetBytes("a text of somebody's, which is no database and must not be lost"),
        });
        var damaged = File.ReadAllBytes(LedgerPath);
        await using var stage = At(LedgerHome.Budget(1));

        var result = (await stage.AskAsync(mode)).Result;

        Assert.Single(result.Warnings, warning => warning.Contains($"was damaged. It is kept as '{LedgerPath}.damaged-1'", StringComparison.Ordinal));
        Assert.Equal(damaged, File.ReadAllBytes(LedgerPath + ".damaged-1"));
        Assert.Single(BookedRow.In(_home.Folder));
    }

    [Theory, Modes]
    public async Task The_sandbox_and_a_rehearsal_book_nothing_and_no_budget_stops_them(CallMode mode)
    {
        await using var stage = At(LedgerHome.Budget(0));
        foreach (var options in (HolySheepClientOptions[])[stage.Options with { Sandbox = SandboxScript.None }, stage.Options with { Rehearsal = SandboxScript.None }])
        {
            using var client = new HolySheepClient(options);
            Assert.NotEmpty((await Caller.AskAsync(client, Stage.Question(), mode)).Result.Content);
        }

        Assert.Empty(Directory.GetFiles(_home.Folder, "ledger.db*"));
    }

    [Theory]
    [Modes(false), Modes(true)]
    public async Task Prompts_and_answers_are_in_the_file_only_where_the_configuration_asks_for_it(CallMode mode, bool keepTexts)
    {
        await using (var stage = At().With(configuration => configuration with { Ledger = new LedgerOptions { KeepTexts = keepTexts } }))
        {
            stage.One.OnAny().Answer(Reply.Text("the-answer-to-hide"));
            await stage.AskAsync(mode, Stage.Question("the-prompt-to-hide") with { System = "the-system-to-hide", Job = "the-job" });
        }

        var bytes = string.Concat(Directory.GetFiles(_home.Folder, "ledger.db*").Select(path => Encoding.Latin1.GetString(File.ReadAllBytes(path))));
        Assert.Contains("the-job", bytes, StringComparison.Ordinal);
        Assert.Equal(keepTexts, bytes.Contains("the-prompt-to-hide", StringComparison.Ordinal));
        Assert.Equal(keepTexts, bytes.Contains("the-answer-to-hide", StringComparison.Ordinal));
        Assert.Equal(keepTexts, bytes.Contains("the-system-to-hide", StringComparison.Ordinal));
    }

    private void Block(string name)
    {
        if (name != "ledger.db")
        {
            LedgerFile.In(_home.Folder).Open(TimeProvider.System, out _).Dispose();
        }

        Directory.CreateDirectory(Path.Combine(_home.Folder, name));
    }

    private Stage At(params BudgetOptions[] budgets) => new Stage(["one/alpha"], []) { StateFolder = _home.Folder }.With(configuration => configuration with { Budgets = budgets });
}
