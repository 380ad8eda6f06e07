using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Settings;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration.Names;

public sealed class LetterCaseTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void A_change_in_another_letter_case_changes_the_entry_of_the_file()
    {
        Write();
        var file = _home.Open();
        Assert.Equal("Big", file.SetChain("big", []));
        Assert.Equal("Big", file.SetModel("BIG", new ModelEdit { Strategy = "lowest-cost", MakeDefault = true }));
        Assert.Equal("Daily", file.SetBudget("daily", new BudgetEdit { Limit = 9 }));
        Assert.Equal("A", file.SetProvider("a", new ProviderEdit { Region = "eu", MakeDefault = true }));
        Assert.Equal("Big", file.SetSplit("big", new SplitEdit { To = [new("A/m4")], Percent = 10 }));
        file.SetTemplate("short", new TemplateEdit { Prompt = "y {}" });
        file.SetRule("NIGHT", new RuleEdit { Task = "y" });
        file.SetSetting("gateway.clients.ci.maxCostPerDay", "3");

        var root = Root();
        Assert.Equal(["A"], Keys(root["providers"]));
        Assert.Equal("eu", (string?)root["providers"]!["A"]!["region"]);
        Assert.Equal("""{"Big":[]}""", root["chains"]!.ToJsonString());
        Assert.Equal("""{"Big":{"targets":["A/m1"],"strategy":"lowest-cost"}}""", root["models"]!.ToJsonString());
        Assert.Equal("""{"model":"Big","provider":"A"}""", root["defaults"]!.ToJsonString());
        Assert.Equal("""{"Daily":{"limit":9,"period":"day"}}""", root["budgets"]!.ToJsonString());
        Assert.Equal("""[{"model":"A/m4","percent":10}]""", root["splits"]!["Big"]!["to"]!.ToJsonString());
        Assert.Equal(["Big"], Keys(root["splits"]));
        Assert.Equal("""{"Short":{"prompt":"y {}"}}""", root["templates"]!.ToJsonString());
        Assert.Equal("y", (string?)Assert.Single(root["rules"]!.AsArray())!["when"]!["task"]);
        Assert.Equal("""{"CI":{"token":"env:CI_TOKEN","maxCostPerDay":3}}""", root["gateway"]!["clients"]!.ToJsonString());
    }

    [Fact]
    public void A_removal_in_another_letter_case_removes_the_entry_of_the_file()
    {
        Write();
        var file = _home.Open();
        file.RemoveChain("BIG");
        file.RemoveSplit("big");
        file.RemoveRule("night");
        file.RemoveModel("big");
        file.RemoveBudget("DAILY");
        file.RemoveTemplate("SHORT");
        file.RemoveSetting("gateway.clients.ci.token");
        file.RemoveSetting("defaults");
        Assert.Equal("A", file.RemoveProvider("a"));
        Assert.Equal("""{"providers":{},"chains":{}}""", Root().ToJsonString());
    }

    [Theory]
    [InlineData("big")]
    [InlineData("Big")]
    [InlineData("BIG")]
    public void An_equal_name_takes_precedence_over_one_that_differs_in_letter_case(string name)
    {
        string[] twins = ["big", "Big", "BIG"];
        _home.Write(new JsonObject { ["budgets"] = new JsonObject(twins.Select(twin => KeyValuePair.Create(twin, (JsonNode?)new JsonObject { ["limit"] = 1, ["period"] = "day" }))) }.ToJsonString());
        Assert.Equal(name, _home.Open().Read().GetBudget(name).Name);
        Assert.Equal(name, _home.Open().SetBudget(name, new BudgetEdit { Limit = 2 }));
        Assert.Equal(2, (int?)Root()["budgets"]![name]!["limit"]);

        // Without an equal name the first is changed, as calls take the first.
        Assert.Equal("big", _home.Open().SetBudget("bIG", new BudgetEdit { Limit = 3 }));
        _home.Open().RemoveBudget(name);
        Assert.Equal(twins.Where(twin => twin != name), Keys(Root()["budgets"]));
    }

    [Theory]
    [InlineData("GPT-4.1")]
    [InlineData("Gpt-4.1")]
    public void A_built_in_chain_is_changed_and_turned_off_in_any_letter_case(string model)
    {
        Assert.Equal("gpt-4.1", _home.Open().SetChain(model, ["deepseek-v3.2"]));
        Assert.Equal(["deepseek-v3.2"], _home.Open().Read().GetChain("gpt-4.1"));
        _home.Open().SetChain(model, []);
        Assert.Throws<HolySheepException>(() => _home.Open().Read().GetChain("gpt-4.1"));
        Assert.Throws<HolySheepException>(() => _home.Open().Read().GetChain(model));

        // The same in a file that was written by hand.
        Assert.DoesNotContain("gpt-4.1", _home.Read($$"""{ "chains": { "{{model}}": [] } }""").Chains.Keys);
        _home.Write($$"""{ "chains": { "{{model}}": [ "deepseek-v3.2" ] } }""");
        Assert.Equal(["deepseek-v3.2"], _home.Open().Read().GetChain("gpt-4.1"));
        _home.Open().RemoveChain("gpt-4.1");
        Assert.Equal("""{"chains":{"gpt-4.1":[]}}""", Root().ToJsonString());
    }

    [Fact]
    public void The_built_in_provider_is_changed_in_any_letter_case()
    {
        Assert.Equal("holysheep", _home.Open().SetProvider("HolySheep", new ProviderEdit { Region = "eu" }));
        Assert.Equal("""{"providers":{"holysheep":{"region":"eu"}}}""", Root().ToJsonString());
        Assert.Equal("holysheep", _home.Open().RemoveProvider("HOLYSHEEP"));
    }

    [Fact]
    public void A_provider_is_in_use_by_what_names_it_in_another_letter_case()
    {
        _home.Write("""
            { "providers": { "A": { "baseUrl": "http://127.0.0.1:1", "kind": "openai" }, "b": { "baseUrl": "http://127.0.0.1:2", "kind": "openai" }, "B": { "baseUrl": "http://127.0.0.1:3", "kind": "openai" } },
              "models": { "m": { "targets": [ "a/m1", "b/m2", "B/m2" ] } }, "chains": { "m": [ "a/m3", "b/m3" ] }, "defaults": { "provider": "a" },
              "templates": { "t": { "prompt": "x", "model": "a/m4" } } }
            """);
        var refusal = Assert.Throws<HolySheepException>(() => _home.Open().RemoveProvider("A"));
        Assert.Equal("The provider 'A' is still used by the model m, the chain of m, the template t, defaults.provider.", refusal.Message);
        _home.Open().RemoveProvider("a", withUses: true);
        _home.Open().RemoveProvider("B", withUses: true);
        Assert.Equal("""{"m":{"targets":["b/m2"]}}""", Root()["models"]!.ToJsonString());
        Assert.Equal("""{"m":["b/m3"]}""", Root()["chains"]!.ToJsonString());
    }

    [Fact]
    public void A_setting_of_a_client_is_read_in_any_letter_case()
    {
        Write();
        var setting = Assert.Single(SettingList.Read(_home.Open(), "Gateway.Clients.ci.Token"));
        Assert.Equal(("gateway.clients.CI.token", "env:CI_TOKEN", true), (setting.Name, setting.Value, setting.IsSet));
    }

    [Fact]
    public void The_stored_key_of_the_equal_name_is_removed()
    {
        if (OperatingSystem.IsLinux())
        {
            _home.Write("""{ "providers": { "A": { "baseUrl": "http://127.0.0.1:1", "kind": "openai" }, "a": { "baseUrl": "http://127.0.0.1:2", "kind": "openai" } } }""");
            var keys = new StoredKeys(_home.Open());
            keys.Set("A", "sk-11111111111111111111");
            keys.Set("a", "sk-22222222222222222222");
            keys.Remove("a");
            Assert.Equal(["A"], keys.List(_ => null).Select(key => key.Provider));
        }
    }

    public void Dispose() => _home.Dispose();

    private void Write() => _home.Write("""
        { "providers": { "A": { "kind": "openai", "baseUrl": "http://127.0.0.1:18901/v1" } },
          "models": { "Big": { "targets": [ "A/m1" ] } },
          "chains": { "Big": [ "A/m2" ] },
          "defaults": { "model": "Big" },
          "budgets": { "Daily": { "limit": 5, "period": "day" } },
          "rules": [ { "name": "Night", "when": { "task": "x" }, "model": "Big" } ],
          "splits": { "Big": { "to": [ { "model": "A/m3", "percent": 5 } ] } },
          "templates": { "Short": { "prompt": "x {}" } },
          "gateway": { "clients": { "CI": { "token": "env:CI_TOKEN" } } } }
        """);

    private JsonObject Root() => JsonNode.Parse(File.ReadAllText(_home.File))!.AsObject();

    private static IEnumerable<string> Keys(JsonNode? node) => node!.AsObject().Select(member => member.Key);
}
