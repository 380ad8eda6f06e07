using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Csv;
using HolySheep.Health;
using HolySheep.Spend.History;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Versions;

/// <summary>The files of every earlier version are read: its real files, made by its real command, lie in a folder with its number.</summary>
public sealed class EarlierVersionsTests
{
    // The moment after the last call of the fixture of 0.1.0, whose job was killed.
    private static readonly DateTimeOffset Then = new(2026, 11, 29, 5, 11, 12, TimeSpan.Zero);

    [Fact]
    public void The_ledger_of_0_1_0_and_the_log_that_a_killed_job_left_give_the_sums_that_it_gave()
    {
        using var home = new VersionHome("0.1.0", "http://127.0.0.1:9/v1");
        using var client = home.Open(new FakeTimeProvider(Then));

        var report = client.GetUsage(new UsageQuery { From = Then.AddHours(-1), To = Then.AddHours(1), GroupBy = [UsageGroup.Model] });

        // Answered calls, and the four that were under way as their estimates; as 'holysheep usage' of 0.1.0 printed them.
        Assert.Equal((32L, 34L, 26L, 4L, 0.060028m, 0.004028m), (report.Total.Calls, report.Total.Attempts, report.Total.Answered, report.Total.Failed, report.Total.Cost, report.Total.EstimatedCost));
        Assert.Equal([("alpha", 0.054028m), ("beta", 0.006m), ("delta", 0m), ("gamma", 0m)], report.Rows.Select(row => (row.Model!, row.Cost)).Order());
        Assert.Equal(("", 0.060028m), client.GetUsage(new UsageQuery { From = Then.AddHours(-1), To = Then.AddHours(1), GroupBy = [UsageGroup.Machine] }).Rows.Select(row => (row.Machine, row.Cost)).Single());
        Assert.Null(client.FindLedgerDamage());
    }

    [Fact]
    public void The_calls_of_0_1_0_are_listed_with_those_of_its_log()
    {
        using var home = new VersionHome("0.1.0", "http://127.0.0.1:9/v1");
        using var client = home.Open(new FakeTimeProvider(Then));

        var calls = client.ListCalls(new CallQuery()).ToList();

        Assert.Equal((32, 34, 26, 0.060028m), (calls.Count, calls.Sum(call => call.Attempts.Count), calls.Count(call => call.Outcome == "Answered"), calls.Sum(call => call.Cost)));
        Assert.Equal(calls.Select(call => call.StartedAt), calls.Select(call => call.StartedAt).OrderDescending());
        Assert.All(calls, call => Assert.Equal(call.Id, client.GetCall(call.Id).Id));
    }

    [Fact]
    public void The_budgets_of_0_1_0_go_on_where_they_stood()
    {
        using var home = new VersionHome("0.1.0", "http://127.0.0.1:9/v1");
        using var client = home.Open(new FakeTimeProvider(Then));

        Assert.Equal([("red", 0.002m), ("two", 0.006m)], client.GetBudgets().Select(budget => (budget.Budget.Name, budget.Spent)).Order());
    }

    [Fact]
    public void The_state_of_0_1_0_still_says_who_is_throttled()
    {
        using var home = new VersionHome("0.1.0", "http://127.0.0.1:9/v1");
        using var client = home.Open(new FakeTimeProvider(Then));

        var health = client.GetHealth().Targets.ToDictionary(target => target.Target);
        var group = health["group team-b"];
        Assert.Equal((CircuitState.Open, "2026-11-29 05:11:25", OutcomeKind.Throttled), (group.State, $"{group.Until:yyyy-MM-dd HH:mm:ss}", group.Reason));
        Assert.Equal(3, health["two/gamma"].Failures);
    }

    [Fact]
    public async Task A_job_that_0_1_0_began_goes_on_and_pays_for_no_answered_row_again()
    {
        await using var provider = new ScriptedProvider("one");
        provider.OnAny().Answer(Reply.Text("later"));
        using var home = new VersionHome("0.1.0", provider.BaseUrl);
        using var client = home.Open(TimeProvider.System);

        var summary = await new CsvJob(client, new CsvJobOptions
        {
            Path = home["in.csv"],
            OutPath = home["out.csv"],
            Prompt = "Answer {Body}",
            Request = new ChatRequest { Messages = [], Model = "alpha", System = "Be brief.", MaxTokens = 800, Temperature = 0.2, Tags = new Dictionary<string, string> { ["team"] = "blue" } },
        }).RunAsync();

        Assert.Equal((40, 0, 24), (summary.Succeeded, summary.Failed, summary.Reused));
        Assert.Equal(16, provider.CallCount);
        Assert.Equal(
            Enumerable.Range(1, 40).Select(row => row <= 24 ? $"answer {row}" : "later"),
            File.ReadAllLines(home["out.csv"]).Skip(1).Select(line => line.Split(',')[2]));
    }

    [Fact]
    public void Every_part_of_the_configuration_of_0_1_0_is_read()
    {
        using var home = new VersionHome("0.1.0", "http://127.0.0.1:9/v1");
        var configuration = new Configuration.ConfigurationFile(home["config.json"]).Read();

        Assert.Empty(configuration.Warnings);
        Assert.Equal((2, 1, 2, 1), (configuration.Rules.Count, configuration.Splits.Count, configuration.Budgets.Count, configuration.Chains.Count(chain => chain.Key == "alpha")));
        Assert.Equal(("one", "alpha", 20), (configuration.Defaults.Provider, configuration.Defaults.Model, (int)configuration.Defaults.Stall.TotalSeconds));
    }
}
