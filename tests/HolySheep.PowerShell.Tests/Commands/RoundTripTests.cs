using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Microsoft.PowerShell.Commands;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>Every Set- command takes what its Get- command gave, by every way, with every part of it; or it refuses it and sets nothing.</summary>
public sealed class RoundTripTests : IDisposable
{
    private const string Given = """{ "providers": { "backup": { "kind": "openai", "baseUrl": "http://127.0.0.1:8000/v1", "apiKey": "none" } } }""";

    private static readonly Dictionary<string, string> Ways = new()
    {
        ["direct"] = "$got",
        ["clixml"] = "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($got, 2))",
        ["json"] = "ConvertTo-Json $got | ConvertFrom-Json",
        ["csv"] = "$got | ConvertTo-Csv | ConvertFrom-Csv",
    };

    private readonly Session _session = Session.WithModule(typeof(ConvertToJsonCommand), typeof(ConvertFromJsonCommand), typeof(ConvertToCsvCommand), typeof(ConvertFromCsvCommand));
    private readonly TempHome _home = new();

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var noun in (string[])["Rule", "Split", "Budget", "Provider", "FallbackChain"])
            {
                foreach (var way in Ways.Keys)
                {
                    data.Add(noun, way);
                }
            }

            return data;
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _home.Dispose();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Output_of_a_Get_command_is_set_with_every_part_or_refused(string noun, string way)
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var values = new RandomSettings(seed);
            var (source, copy) = (_home.WriteFile($"{seed}.json", Given), _home.WriteFile($"{seed}-copy.json", Given));
            _session.Run($"$h = $args[0]; Set-HolySheep{noun} @h -ConfigPath $args[1] -WarningAction SilentlyContinue", values.Of(noun), source).ThrowOnError();
            var name = noun is "Split" or "FallbackChain" ? "Model" : "Name";
            var outcome = _session.Run(
                $"$got = @(Get-HolySheep{noun} -ConfigPath $args[0] -WarningAction SilentlyContinue | Where-Object {name} -eq $args[2]); {Ways[way]} | Set-HolySheep{noun} -ConfigPath $args[1] -WarningAction SilentlyContinue",
                source, copy, values.Name);

            if (outcome.Errors.Count > 0 || outcome.Failure is not null)
            {
                Assert.True(way == "csv", $"seed {seed}: {outcome}");
                Assert.Equal(Given, File.ReadAllText(copy));
                Assert.All(outcome.Errors, error => Assert.True(error.ErrorDetails?.RecommendedAction.Length > 0 || error.ToString().Length > 0));
            }
            else
            {
                var (before, after) = (Shown(source, noun, name, values.Name), Shown(copy, noun, name, values.Name));
                Assert.True(before == after, $"seed {seed}: {before} became {after}");
            }
        }
    }

    [Theory]
    [InlineData("'text' | Set-HolySheepBudget 20")]
    [InlineData("@{ Name = 'b'; Limit = 5 } | Set-HolySheepBudget")]
    [InlineData("[pscustomobject] @{ Name = 'r'; Model = 'm'; Tag = 'not a table' } | Set-HolySheepRule")]
    [InlineData("[pscustomobject] @{ Name = 'r'; Model = 'm'; MinPromptTokens = 'many' } | Set-HolySheepRule")]
    [InlineData("[pscustomobject] @{ Model = 'm'; Fallback = 'System.String[]' } | Set-HolySheepFallbackChain")]
    [InlineData("[pscustomobject] @{ Model = 'm'; Fallback = @('a', 'System.Collections.Hashtable') } | Set-HolySheepFallbackChain")]
    [InlineData("[pscustomobject] @{ Name = 'b'; Limit = 5; AllowUnknownPrices = 'sometimes' } | Set-HolySheepBudget")]
    [InlineData("[pscustomobject] @{ Name = 'b'; Limit = 5; Webhook = '***' } | Set-HolySheepBudget")]
    [InlineData("[pscustomobject] @{ Name = 'm'; Price = '1.00 in, 2.00 out' } | Set-HolySheepModel")]
    public void An_object_that_cannot_be_taken_whole_is_refused_and_nothing_is_set(string script)
    {
        var file = _home.WriteFile("c.json", Given);
        var outcome = _session.Run(script + " -ConfigPath $args[0]", file);

        Assert.True(outcome.Errors.Count == 1 || outcome.Failure is not null);
        Assert.Equal(Given, File.ReadAllText(file));
    }

    [Theory]
    [InlineData("direct")]
    [InlineData("clixml")]
    [InlineData("json")]
    public void A_providers_headers_come_along(string way)
    {
        const string WithHeaders = """{ "providers": { "p": { "kind": "openai", "baseUrl": "http://127.0.0.1:8000/v1", "apiKey": "none", "slashIds": true, "headers": { "X-Team": "ops", "X-Tenant": "t 1" } } } }""";
        var (source, copy) = (_home.WriteFile("c.json", WithHeaders), _home.WriteFile("copy.json", Given));
        _session.Run($"$got = @(Get-HolySheepProvider p -ConfigPath $args[0]); {Ways[way]} | Set-HolySheepProvider -ConfigPath $args[1]", source, copy).ThrowOnError();

        Assert.Contains("""{"X-Team":"ops","X-Tenant":"t 1"}""", Part(copy, "Provider"), StringComparison.Ordinal);
        Assert.Contains("\"slashIds\":true", Part(copy, "Provider"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_wins_over_the_input()
    {
        var file = _home.WriteFile("c.json", Given);
        _session.Run("[pscustomobject] @{ Model = 'm'; Fallback = 'System.String[]' } | Set-HolySheepFallbackChain -Fallback a, b -ConfigPath $args[0]", file).ThrowOnError();
        Assert.Contains("\"m\":[\"a\",\"b\"]", Part(file, "FallbackChain"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_object_takes_nothing_of_the_first()
    {
        var file = _home.WriteFile("c.json", Given);
        _session.Run("[pscustomobject] @{ Name = 'r1'; Model = 'm'; Task = 't'; Tag = [pscustomobject] @{ a = 1 } }, [pscustomobject] @{ Name = 'r2'; Model = 'n'; Task = 'u' } | Set-HolySheepRule -ConfigPath $args[0]", file).ThrowOnError();
        Assert.Equal("""[{"name":"r1","when":{"tags":{"a":"1"},"task":"t"},"model":"m"},{"name":"r2","when":{"task":"u"},"model":"n"}]""", Part(file, "Rule"));
    }

    [Theory]
    [InlineData("configuration's own", "{\"input\":2,\"output\":8}")]
    [InlineData("https://example.org/prices", null)]
    public void A_models_own_price_is_taken_and_the_catalogues_goes_on_following_the_catalogue(string source, string? price)
    {
        var file = _home.WriteFile("c.json", Given);
        _session.Run("[pscustomobject] @{ Name = 'm'; PriceSource = $args[1]; Price = [pscustomobject] @{ Input = 2; Output = 8; CachedInput = $null } } | Set-HolySheepModel -Target backup/m -ConfigPath $args[0]", file, source).ThrowOnError();
        Assert.Equal(price, JsonNode.Parse(File.ReadAllText(file))!["models"]!["m"]!["price"]?.ToJsonString());
    }

    // Without the times at which it was set or asked.
    private string Shown(string file, string noun, string key, string name) => Regex.Replace(
        (string)_session.Run($"ConvertTo-Json @(Get-HolySheep{noun} -ConfigPath $args[0] -WarningAction SilentlyContinue | Where-Object {key} -eq $args[1]) -Depth 5 -Compress", file, name).ThrowOnError().Values.Single(),
        "\"(Since|From|To)\":\"[^\"]*\",", "");

    private static string Part(string file, string noun) =>
        JsonNode.Parse(File.ReadAllText(file))![noun switch { "FallbackChain" => "chains", _ => noun.ToLowerInvariant() + "s" }]?.ToJsonString() ?? "";

    /// <summary>Valid settings of each kind, from a seed.</summary>
    private sealed class RandomSettings(int seed)
    {
        private readonly Random _random = new(seed);

        internal string Name { get; private set; } = "";

        internal Hashtable Of(string noun)
        {
            Name = Word();
            var values = noun switch
            {
                "Rule" => Rule(),
                "Split" => Split(),
                "Budget" => Budget(),
                "Provider" => Provider(),
                _ => new Hashtable { ["Fallback"] = Words() },
            };
            values[noun is "Split" or "FallbackChain" ? "Model" : "Name"] = Name;
            return values;
        }

        private Hashtable Rule()
        {
            var values = new Hashtable { ["Task"] = Word() };
            values[Often() ? "Model" : "Chain"] = Often() ? Word() : Word();
            Maybe(values, "Tag", () => Words().Distinct().ToDictionary(word => word, _ => Word()));
            Maybe(values, "ForModel", Words);
            Maybe(values, "MinPromptTokens", () => _random.Next(1, 500));
            Maybe(values, "MaxPromptTokens", () => _random.Next(500, 100_000));
            Maybe(values, "PromptPattern", () => "(?i)^\\s*" + Word());
            if (Often())
            {
                values["Between"] = "22:00-06:00";
                values["TimeZone"] = "utc";
            }

            return values;
        }

        private Hashtable Split()
        {
            var values = new Hashtable { ["To"] = new object[] { Side(20), Side(10.5m) } };
            Maybe(values, "MinSamples", () => _random.Next(1, 500));
            Maybe(values, "MaxErrorRate", () => _random.Next(1, 99) / 100d);
            Maybe(values, "MaxP95Sec", () => _random.Next(1, 100) / 4d);
            if (Often())
            {
                values["Shadow"] = Word();
                values["ShadowPercent"] = _random.Next(1, 100);
            }

            return values;
        }

        private Hashtable Budget()
        {
            var values = new Hashtable { ["Limit"] = _random.Next(1, 10_000) / 100m, ["Period"] = Of("day", "week", "month", "36h"), ["AlertAt"] = new[] { 0.25m, 0.5m }, ["Scope"] = Of("all", "provider=backup", "tag=team=ops", "job=night run") };
            Maybe(values, "AllowUnknownPrices", () => true);
            Maybe(values, "AllowUnrecorded", () => true);
            Maybe(values, "Webhook", () => "env:HOOK_OF_NOBODY");
            if ((string)values["Period"]! != "36h")
            {
                values["TimeZone"] = "utc";
            }

            if (Often())
            {
                values["Action"] = "Downgrade";
                values["Chain"] = Words();
            }

            return values;
        }

        private Hashtable Provider()
        {
            var values = new Hashtable { ["BaseUrl"] = "http://127.0.0.1:" + _random.Next(1000, 9999), ["ApiKeyReference"] = Often() ? ["none"] : (string[])["env:A_B", "file:key.txt"] };
            Maybe(values, "QuotaGroup", Word);
            Maybe(values, "Region", Word);
            Maybe(values, "RequestsPerMinute", () => _random.Next(1, 9999));
            Maybe(values, "TokensPerMinute", () => _random.Next(1, 99999));
            Maybe(values, "MaxConcurrency", () => _random.Next(1, 99));
            return values;
        }

        private Hashtable Side(decimal percent) => new() { ["Model"] = (Often() ? "backup/" : "") + Word(), ["Percent"] = percent };

        private string[] Words() => [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Word())];

        private string Word() => Of("alpha", "b-2.5", "gamma_x", "größe", "two words", "it's", "q.r", "z") + _random.Next(1000, 9999);

        private string Of(params string[] words) => words[_random.Next(words.Length)];

        private bool Often() => _random.Next(2) == 0;

        private void Maybe(Hashtable values, string name, Func<object> value)
        {
            if (Often())
            {
                values[name] = value();
            }
        }
    }
}
