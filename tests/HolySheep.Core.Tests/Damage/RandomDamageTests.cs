using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Csv;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Damage;

/// <summary>Whatever happens to a file of ours: never a crash, never another sum without a word, never a row paid again without a word.</summary>
public sealed class RandomDamageTests
{
    private const int Full = 250;
    private const int Calls = 60;
    private const int Rows = 60;

    [Theory]
    [InlineData("state.db")]
    [InlineData("ledger.db")]
    [InlineData("*.log")]
    public async Task Damage_to_state_ledger_or_log_never_ends_a_call_and_never_changes_a_sum_without_a_word(string pattern)
    {
        var random = new Random(pattern.Length + 7);
        using var whole = new TempHome();
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = whole.Folder, Clock = TimeProvider.System };
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(10, 10));
        await FillAsync(stage, whole.Folder, pattern == "*.log");
        for (var round = 0; round < Endurance.Rounds(Full); round++)
        {
            using var home = new TempHome();
            Copy(whole.Folder, home.Folder);
            var damaged = Directory.GetFiles(home.Folder, pattern).OrderBy(path => path, StringComparer.Ordinal).First();
            var what = DamagedFile.Damage(damaged, random);

            var told = new List<string>();
            using (var client = Of(stage, home.Folder))
            {
                told.AddRange((await client.ChatAsync(Stage.Question())).Warnings);
            }

            var sums = Sums(stage, home.Folder, told);
            Assert.True(sums == (Calls + 1, (Calls + 1) * 30m / 1_000_000) || told.Count > 0, $"Round {round}, {what}: {sums}, and nothing was told.");
        }
    }

    [Fact]
    public async Task Damage_to_a_journal_costs_its_own_rows_alone_and_says_so_before_they_are_asked()
    {
        var random = new Random(11);
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(10, 10));
        using var folder = new JobFolder().WithRows(Rows);
        await folder.RunAsync(stage);
        var whole = File.ReadAllBytes(folder.Journal);
        await folder.RunAsync(stage);
        Assert.Equal(Rows, stage.One.CallCount);
        for (var round = 0; round < Endurance.Rounds(Full); round++)
        {
            File.WriteAllBytes(folder.Journal, whole);
            var what = DamagedFile.Damage(folder.Journal, random);
            var cut = whole.Length - new FileInfo(folder.Journal).Length;
            var before = stage.One.CallCount;
            string? told = null;
            var askedWhenTold = -1;
            try
            {
                await new CsvJob(stage.Client, folder.Options()) { Notice = text => (told, askedWhenTold) = (text, stage.One.CallCount - before) }.RunAsync();
            }
            catch (HolySheepException exception)
            {
                Assert.Equal(ErrorCode.FileUnusable, exception.Code);
                continue;
            }

            var again = stage.One.CallCount - before;
            Assert.True(again == 0 || told is not null, $"Round {round}, {what}: {again} rows were paid again without a word.");
            Assert.True(told is null || askedWhenTold == 0, $"Round {round}, {what}: it was told after {askedWhenTold} rows.");

            // 2,048 bytes at most are damaged, and an entry of these rows takes more than 50.
            Assert.True(cut > 0 || again <= 42, $"Round {round}, {what}: {again} rows were asked again. {told}");
            Assert.Equal(Enumerable.Repeat("yes", Rows), folder.Column("Answer"));
        }
    }

    private static async Task FillAsync(Stage stage, string folder, bool keepsLog)
    {
        using var client = stage.NewClient();
        for (var call = 0; call < Calls; call++)
        {
            await client.ChatAsync(Stage.Question());
        }

        if (keepsLog)
        {
            // As a process leaves it that is killed: its last calls are in the log alone.
            using var aside = new TempFolder("log");
            Copy(folder, aside.Path);
            client.Dispose();
            foreach (var path in Directory.GetFiles(folder))
            {
                File.Delete(path);
            }

            Copy(aside.Path, folder);
            using var database = LedgerFile.In(folder).Open(TimeProvider.System, out _);
            database.Write(session => session.Execute("DELETE FROM processes"));
        }
    }

    private static (long Attempts, decimal? Cost) Sums(Stage stage, string folder, List<string> told)
    {
        using var client = Of(stage, folder);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                var total = client.GetUsage(new UsageQuery()).Total;
                if (client.FindLedgerDamage() is { } damage)
                {
                    told.Add(damage);
                }

                return (total.Attempts, total.Cost);
            }
            catch (HolySheepException exception)
            {
                told.Add(exception.Message);
            }
        }

        return default;
    }

    private static HolySheepClient Of(Stage stage, string folder) => new(new HolySheepClientOptions
    {
        Configuration = stage.Configuration,
        Environment = name => name == "ONE_KEY" ? "key-of-one" : null,
        StateFolder = folder,
        TimeProvider = TimeProvider.System,
    });

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.GetFiles(from))
        {
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)), overwrite: true);
        }
    }
}
