using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>What real processes know of each other's targets.</summary>
public class HealthTests
{
    private const int Processes = 8;

    [Fact]
    public async Task A_target_that_one_process_found_down_is_left_alone_by_the_next_until_its_time_and_then_one_of_eight_probes_it()
    {
        await using var first = new ScriptedProvider("first");
        await using var backup = new ScriptedProvider("backup");
        using var home = ProviderHome.At(first, backup);
        var gate = new Gate();
        first.OnAny().Times(1, Reply.Throttle("600")).Answer(Reply.Text("back").Hold(gate));

        Assert.Equal(2, (await AskAsync(home)).GetProperty("attempt_count").GetInt32());
        Assert.Equal("backup", (await AskAsync(home)).GetProperty("provider").GetString());
        Assert.Equal((1, 2), (first.CallCount, backup.CallCount));

        LetTimePass(home, TimeSpan.FromMinutes(10));
        var asked = Enumerable.Range(0, Processes).Select(_ => AskAsync(home)).ToList();
        await backup.WaitForCallAsync(2 + Processes - 1);
        gate.Open();
        var answers = await Task.WhenAll(asked);

        Assert.Equal((2, 2 + Processes - 1), (first.CallCount, backup.CallCount));
        Assert.Single(answers, answer => answer.GetProperty("content").GetString() == "back");
    }

    [Fact]
    public async Task Health_shows_every_target_and_reset_makes_other_processes_ask_again()
    {
        await using var first = new ScriptedProvider("first");
        await using var backup = new ScriptedProvider("backup");
        using var home = ProviderHome.At(first, backup);
        first.OnAny().Times(1, Reply.Throttle("600")).Answer(Reply.Text("back"));
        await AskAsync(home);

        var open = Parse(await BuiltCommand.RunAsync(home, "health", "holysheep/gpt-4.1", "--json"))[0];
        Assert.Equal(("Open", "Throttled", true), (open.GetProperty("state").GetString(), open.GetProperty("reason").GetString(), open.GetProperty("by_hint").GetBoolean()));
        Assert.Equal(600, (open.GetProperty("until").GetDateTime() - open.GetProperty("since").GetDateTime()).TotalSeconds);
        var lines = (await BuiltCommand.RunAsync(home, "health")).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, line => line.StartsWith("backup/gpt-4.1\tClosed\t", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("holysheep/gpt-4.1\tOpen\t", StringComparison.Ordinal));

        var reset = await BuiltCommand.RunAsync(home, "health", "reset", "holysheep/gpt-4.1");

        Assert.Equal((0, "holysheep/gpt-4.1\tClosed\t\t0/0\t\n"), (reset.ExitCode, reset.Stdout));
        Assert.Equal("back", (await AskAsync(home)).GetProperty("content").GetString());
    }

    [Fact]
    public async Task An_unknown_name_is_bad_usage_and_the_nearest_one_is_suggested()
    {
        using var home = new TempHome();
        var result = await BuiltCommand.RunAsync(home, "health", "holysheep/gpt-4.l");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error TargetUnknown: Nothing is configured or known as 'holysheep/gpt-4.l'; did you mean 'holysheep/gpt-4.1'?", result.Stderr);
    }

    [Theory]
    [InlineData("chat", "hi")]
    [InlineData("health")]
    public async Task An_invalid_state_file_costs_one_warning(params string[] line)
    {
        await using var provider = new ScriptedProvider("first");
        using var home = ProviderHome.At(provider.BaseUrl);
        home.WriteFile("state.db", "no database");

        var spoiled = await BuiltCommand.RunAsync(home, line);
        var repaired = await BuiltCommand.RunAsync(home, line);

        Assert.Equal((0, 0), (spoiled.ExitCode, repaired.ExitCode));
        Assert.Single(spoiled.Stderr.Split('\n'), text => text.StartsWith("warning: ", StringComparison.Ordinal));
        Assert.Contains("set aside", spoiled.Stderr);
        Assert.Empty(repaired.Stderr);
    }

    [Fact]
    public async Task Where_state_is_to_stay_in_memory_no_file_is_made()
    {
        await using var provider = new ScriptedProvider("first");
        using var home = ProviderHome.At(provider.BaseUrl).Set("HOLYSHEEP_STATE", "memory");
        Assert.Equal(0, (await BuiltCommand.RunAsync(home, "chat", "hi")).ExitCode);
        Assert.False(File.Exists(Path.Combine(home.Folder, "state.db")));
    }

    private static async Task<JsonElement> AskAsync(TempHome home)
    {
        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--json");
        Assert.True(result.ExitCode == 0, result.ToString());
        return Parse(result);
    }

    private static JsonElement Parse(ChildResult result) => JsonDocument.Parse(result.Stdout).RootElement;

    // Real processes have the real clock: what is stored is moved back instead.
    private static void LetTimePass(TempHome home, TimeSpan time)
    {
        using var state = new SqliteConnection($"Data Source={Path.Combine(home.Folder, "state.db")};Pooling=False");
        state.Open();
        using var move = state.CreateCommand();
        move.CommandText = $"UPDATE health SET opened_at = opened_at - {time.Ticks}, open_until = open_until - {time.Ticks} WHERE open_until IS NOT NULL";
        Assert.Equal(1, move.ExecuteNonQuery());
    }
}
