using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Cli.Commands;
using Xunit;

namespace HolySheep.Cli.Tests.Settings;

/// <summary>What all commands that change the configuration do the same.</summary>
public sealed class ChangeTests : SettingsFixture
{
    private const string Before = """
        {
          "providers": { "spare": { "kind": "openai", "baseUrl": "http://127.0.0.1:8000/v1", "mine": 1 } },
          "models": { "m": { "targets": [ "spare/m" ] } },
          "chains": { "x": [ "y" ] },
          "rules": [ { "name": "night", "when": { "between": "22:00-06:00" }, "model": "y" } ],
          "splits": { "x": { "to": [ { "model": "y", "percent": 5 } ] } },
          "budgets": { "daily": { "limit": 20, "period": "day" } },
          "templates": { "short": { "prompt": "Sum up {}." } },
          "health": { "breakSec": 11 },
          "note": [ "of mine", { "n": 1.50 } ]
        }
        """;

    // A line of each changing command that changes something in the configuration above.
    private static readonly Dictionary<string, string> Lines = new()
    {
        ["providers set"] = "spare --region ap",
        ["providers remove"] = "spare --force",
        ["models set"] = "m --strategy round-robin",
        ["models remove"] = "m",
        ["chains set"] = "m a,b",
        ["chains remove"] = "x",
        ["rules set"] = "night --task t",
        ["rules remove"] = "night",
        ["splits set"] = "x z 5",
        ["splits remove"] = "x",
        ["budget set"] = "week 5 --period week",
        ["budget remove"] = "daily",
        ["config set"] = "network.proxy http://proxy:3128",
        ["config unset"] = "health.breakSec",
        ["templates set"] = "long Explain.",
        ["templates remove"] = "short",
    };

    // What changes something other than the configuration.
    private static readonly string[] Others = ["keys set", "keys remove", "conversations remove"];

    public static TheoryData<string> Changes => [.. All(new HolySheepCommand(null!, null!, null!)).OfType<ChangeCommand>().Select(NameOf).Except(Others)];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_preview_writes_nothing_and_names_what_the_change_then_does(string command)
    {
        Home.WriteConfig(Before);
        string[] line = [.. command.Split(' '), .. LineOf(command)];

        var told = await SetAsync([.. line, "--what-if"]);
        Assert.Matches("^What if: Performing the operation \".+\" on target \".+config\\.json\"\\.\n$", told);
        var json = JsonDocument.Parse(await SetAsync([.. line, "--what-if", "--json"])).RootElement;
        Assert.Equal(["action", "target", "what_if", "warnings"], json.EnumerateObject().Select(member => member.Name));
        Assert.True(json.GetProperty("what_if").GetBoolean());
        Assert.Contains($"\"{json.GetProperty("action").GetString()}\"", told, StringComparison.Ordinal);
        Assert.Equal((Before, false), (File.ReadAllText(Home.ConfigPath), File.Exists(Home.ConfigPath + ".lock")));

        Assert.Equal("", await SetAsync(line));
        Assert.NotEqual(JsonSerializer.Serialize(JsonDocument.Parse(Before)), Config.ToJsonString());
        Assert.Equal("""["of mine",{"n":1.50}]""", Part("note"));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_preview_over_a_file_that_is_not_JSON_is_refused(string command)
    {
        Home.WriteConfig("""{ "providers": { "spare": """);

        var refused = await RefusedAsync([.. command.Split(' '), .. LineOf(command), "--what-if"]);
        Assert.Contains("config.json, line 1: not valid JSON", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_of_two_processes_at_once_are_both_kept()
    {
        var results = await Task.WhenAll(
            BuiltCommand.RunAsync(Home, "providers", "set", "one", "http://127.0.0.1:9001/v1"), BuiltCommand.RunAsync(Home, "chains", "set", "m", "a,b"));

        Assert.All(results, result => Assert.Equal((0, "", ""), (result.ExitCode, result.Stdout, result.Stderr)));
        Assert.Equal(("""{"m":["a","b"]}""", """{"one":{"kind":"openai","baseUrl":"http://127.0.0.1:9001/v1"}}"""), (Part("chains"), Part("providers")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_reported_with_its_path_and_stays()
    {
        // A folder in place of the temporary file: no rights would keep root from writing.
        Home.WriteConfig(Before);
        Directory.CreateDirectory(Path.Combine(Home.ConfigPath + ".tmp", "in-the-way"));

        var refused = await RefusedAsync("chains", "set", "m", "a");
        Assert.Contains("ConfigurationInvalid", refused, StringComparison.Ordinal);
        Assert.Contains(Home.ConfigPath, refused, StringComparison.Ordinal);
        Assert.Equal(Before, File.ReadAllText(Home.ConfigPath));
    }

    [Fact]
    public async Task A_file_that_is_not_valid_is_reported_with_line_and_key_and_stays()
    {
        const string Bad = "{\n  \"budgets\": {\n    \"daily\": { \"limit\": \"much\", \"period\": \"day\" }\n  }\n}";
        Home.WriteConfig(Bad);

        var refused = await RefusedAsync("chains", "set", "m", "a");
        Assert.Contains("config.json, line 3: 'budgets.daily.limit'", refused, StringComparison.Ordinal);
        Assert.Equal(Bad, File.ReadAllText(Home.ConfigPath));
    }

    [Fact]
    public async Task The_file_that_config_names_is_changed_and_the_warnings_of_a_change_are_reported()
    {
        var other = Path.Combine(Home.Folder, "other.json");
        var json = await JsonAsync("budget", "set", "cap", "1", "--scope", "model=gpt-4.l", "--config", other);

        Assert.Equal(other, json.GetProperty("target").GetString());
        Assert.Contains("gpt-4.l", json.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("\"cap\"", File.ReadAllText(other), StringComparison.Ordinal);
        Assert.False(File.Exists(Home.ConfigPath));
    }

    private static string[] LineOf(string command) =>
        (Lines.TryGetValue(command, out var line) ? line : throw new InvalidOperationException($"Say in {nameof(Lines)} how '{command}' changes something.")).Split(' ');

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static string NameOf(Command command) => command.Parents.OfType<Command>().First() is var parent and not HolySheepCommand ? $"{parent.Name} {command.Name}" : command.Name;
}
