using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

[Collection(EnvironmentCollection.Name)]
public sealed class UsageTests : SpendFixture
{
    [Fact]
    public void Usage_adds_up_what_calls_cost_and_what_they_would_have_cost_elsewhere()
    {
        SetPrice();
        Run("1..3 | Invoke-HolySheepChat -Tag @{ team = 'ops' } -ConfigPath $config; Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();

        var total = Run("Get-HolySheepUsage -CompareTo deepseek-v3.2 -ConfigPath $config").ThrowOnError().Output.Single();
        Assert.Equal((4L, 4L, 0L, 4000L, 400L), (Value(total, "Calls"), Value(total, "Answered"), Value(total, "Failed"), Value(total, "PromptTokens"), Value(total, "CompletionTokens")));
        Assert.Equal(4 * CostOfCall, Value(total, "Cost"));
        Assert.Equal(((4000 * 0.14m) + (400 * 0.42m)) / 1_000_000, Value(total, "ComparedCost"));
        Assert.Equal((decimal)Value(total, "ComparedCost")! - (4 * CostOfCall), Value(total, "Savings"));
        Assert.Equal("HolySheep.PowerShell.Results.HolySheepUsage#Compared", total.TypeNames[0]);

        var rows = Run("Get-HolySheepUsage -GroupBy Model, Tag -ConfigPath $config").ThrowOnError().Output;
        Assert.Equal([("m", "team=ops", 3L), ("m", "", 1L)], rows.Select(row => ((string)Value(row, "Model")!, (string)Value(row, "Tag")!, (long)Value(row, "Calls")!)));
        Assert.All(rows, row => Assert.Null(Value(row, "Day")));
    }

    [Fact]
    public void Cache_writes_for_an_hour_are_told_of_answers_of_usage_and_of_calls()
    {
        Home.WriteConfig($$"""
            {
              "providers": { "claude": { "kind": "anthropic", "baseUrl": "{{Provider.Root}}", "apiKey": "none" } },
              "models": { "m": { "targets": [ "claude/m" ], "price": { "input": 2, "output": 10 } } }
            }
            """);
        Provider.On("m").Answer(Reply.Text("a").WithUsage(new ReplyUsage(1000, 100, Cached: 200, Written: 100, WrittenForHour: 400)));
        var told = Run("(Invoke-HolySheepChat a -Model m -ConfigPath $config).Usage; (Get-HolySheepCall -ConfigPath $config).Usage; Get-HolySheepUsage -ConfigPath $config").ThrowOnError().Output;
        Assert.Equal(3, told.Count);
        Assert.All(told, usage => Assert.Equal((200L, 500L, 400L), (Value(usage, "CachedTokens"), Value(usage, "CacheWriteTokens"), Value(usage, "HourCacheWriteTokens"))));
    }

    [Fact]
    public void A_time_that_ends_before_it_begins_and_a_model_without_a_price_are_errors()
    {
        var outcome = Run("Get-HolySheepUsage 2026-02-01 2026-01-01 -ConfigPath $config; Get-HolySheepUsage -CompareTo deepseek-v3 -ConfigPath $config");
        Assert.All(outcome.Errors, error => Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Contains("did you mean 'deepseek-v3.2'?", outcome.Errors[1].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ledger_names_the_cmdlet_and_the_script_that_asked()
    {
        var script = Home.WriteFile("nightly.ps1", "param($config) 'from a script' | Invoke-HolySheepChat -ConfigPath $config");
        Run("Invoke-HolySheepChat 'at the prompt' -ConfigPath $config; & $args[0] $config", script).ThrowOnError();

        Assert.Equal(["Invoke-HolySheepChat", "Invoke-HolySheepChat in nightly.ps1"], Column("caller"));
    }

    [Fact]
    public void Old_attempts_are_removed_without_a_confirmation()
    {
        Run("1..2 | Invoke-HolySheepChat -ConfigPath $config").ThrowOnError();

        var none = Run("Clear-HolySheepUsage -ConfigPath $config");
        Assert.Contains("Clear-HolySheepUsage -OlderThan", Assert.Single(none.Errors).ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Run("Clear-HolySheepUsage -OlderThan 1.00:00:00 -ConfigPath $config").ThrowOnError();
        Assert.Equal(2, Column("caller").Count);
        Run("Clear-HolySheepUsage -OlderThan 0 -ConfigPath $config").ThrowOnError();
        Assert.Empty(Column("caller"));
    }

    [Theory]
    [InlineData("90"), InlineData("'90'"), InlineData("90.5"), InlineData("([long] 90)"), InlineData("([decimal] 90)"), InlineData("([timespan]::FromDays(90))"), InlineData("(New-TimeSpan -Days 90)")]
    public void A_number_is_an_age_in_days(string age)
    {
        Run("1..2 | Invoke-HolySheepChat -ConfigPath $config").ThrowOnError();

        Run($"Clear-HolySheepUsage -OlderThan {age} -ConfigPath $config").ThrowOnError();
        Run($"Clear-HolySheepUsage {age} -ConfigPath $config").ThrowOnError();

        Assert.Equal(2, Column("caller").Count);
    }

    [Theory]
    [InlineData("-1"), InlineData("([timespan]::FromDays(-1))"), InlineData("40000"), InlineData("1e9")]
    public void An_age_that_no_attempt_has_is_refused(string age)
    {
        Run("1..2 | Invoke-HolySheepChat -ConfigPath $config").ThrowOnError();

        Assert.Single(Run($"Clear-HolySheepUsage -OlderThan {age} -ConfigPath $config").Errors);

        Assert.Equal(2, Column("caller").Count);
    }

    [Fact]
    public void A_report_is_written_once_and_again_with_Force()
    {
        Run("Invoke-HolySheepChat 'a' -Tag @{ kind = '<script>' } -ConfigPath $config").ThrowOnError();
        var path = Path.Combine(Home.Folder, "report.html");

        Assert.Empty(Run("Export-HolySheepReport $args[0] -ConfigPath $config", path).ThrowOnError().Output);
        Assert.Contains("kind=&lt;script&gt;", File.ReadAllText(path), StringComparison.Ordinal);
        File.WriteAllText(path, "mine");
        var refused = Assert.Single(Run("Export-HolySheepReport $args[0] -ConfigPath $config; Export-HolySheepReport -ConfigPath $config", path).Errors.Take(1));
        Assert.Equal((path, "mine"), (refused.TargetObject, File.ReadAllText(path)));
        var made = Run("Export-HolySheepReport $args[0] -CompareTo deepseek-v3.2 -Force -PassThru -ConfigPath $config", path).ThrowOnError().Output.Single();
        Assert.Equal(path, Assert.IsType<FileInfo>(made.BaseObject).FullName);
        Assert.Contains("Against deepseek-v3.2", File.ReadAllText(path), StringComparison.Ordinal);
    }

    private static object? Value(PSObject row, string name) => row.Properties[name].Value;
}
