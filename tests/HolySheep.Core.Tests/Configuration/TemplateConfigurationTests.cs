using System;
using System.IO;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class TemplateConfigurationTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_template_is_read_with_all_that_belongs_to_it_under_its_name_in_any_letters()
    {
        _home.Write("""
            { "templates": { "triage": {
                "prompt": "Ticket of {Customer}: {Body}", "system": "Be brief.", "model": "gpt-4.1", "schema": { "Mood": "good|bad", "Score": "number" },
                "options": { "temperature": 0.5, "topP": 1, "maxTokens": 300, "stop": [ "END" ], "seed": 7, "reasoningEffort": "low", "task": "sort" } } } }
            """);

        var configuration = _home.Open().Read();
        var template = configuration.GetTemplate("Triage");

        Assert.Empty(configuration.Warnings);
        Assert.Equal(("triage", "Ticket of {Customer}: {Body}", "Be brief.", "gpt-4.1"), (template.Name, template.Prompt, template.System, template.Model));
        Assert.Equal((0.5, 1.0, 300, 7L, "low", "sort"), (template.Temperature, template.TopP, template.MaxTokens, template.Seed, template.ReasoningEffort, template.Task));
        Assert.Equal(["END"], template.Stop);
        Assert.Equal("""{"Mood":"good|bad","Score":"number"}""", template.SchemaText);
        Assert.Contains("\"Mood\"", template.Schema!.Schema);
    }

    [Theory]
    [InlineData("""{ "templates": { "t": { "prompt": "a { b" } } }""", "templates.t.prompt")]
    [InlineData("""{ "templates": { "t": { "schema": { "Score": "numbre" } } } }""", "templates.t.schema")]
    [InlineData("""{ "templates": { "t": { "options": { "temperature": 3 } } } }""", "templates.t.options.temperature")]
    [InlineData("""{ "templates": { "t": { "options": { "stop": "END" } } } }""", "templates.t.options.stop")]
    [InlineData("""{ "templates": { "t": {}, "T": {} } }""", "templates.T")]
    public void A_template_that_could_not_be_used_is_refused_with_its_place(string text, string key)
    {
        _home.Write(text);

        Assert.Equal(key, Assert.Throws<ConfigurationException>(() => _home.Open().Read()).Key);
    }

    [Fact]
    public void A_change_leaves_what_it_does_not_name_and_empty_values_take_members_out()
    {
        _home.Open().SetTemplate("t", new TemplateEdit { Prompt = "Do {}", System = "s", Schema = """{"A":"string"}""", Temperature = 0, MaxTokens = 5, Stop = ["x"] });
        _home.Open().SetTemplate("T", new TemplateEdit { Model = "gpt-4.1" });
        Assert.Equal("""{"templates":{"t":{"prompt":"Do {}","system":"s","schema":{"A":"string"},"options":{"temperature":0,"maxTokens":5,"stop":["x"]},"model":"gpt-4.1"}}}""", Text());

        _home.Open().SetTemplate("t", new TemplateEdit { System = "", Schema = "", MaxTokens = 0, Stop = [], Model = "" });
        Assert.Equal("""{"templates":{"t":{"prompt":"Do {}","options":{"temperature":0}}}}""", Text());
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<ConfigurationException>(() => _home.Open().SetTemplate("t", new TemplateEdit { Prompt = "{" })).Code);
    }

    [Fact]
    public void A_removed_template_is_gone_and_one_that_is_not_there_is_named()
    {
        _home.Open().SetTemplate("summarise", new TemplateEdit { Prompt = "a" });
        Assert.Contains("summarise", Assert.Throws<HolySheepException>(() => _home.Open().RemoveTemplate("sumarise")).Message);
        _home.Open().RemoveTemplate("SUMMARISE");
        Assert.Equal("{}", Text());
        Assert.Equal(ErrorCode.TemplateUnknown, Assert.Throws<HolySheepException>(() => _home.Open().Read().GetTemplate("summarise")).Code);
    }

    [Fact]
    public void A_provider_that_a_template_names_is_in_use_and_the_template_outlives_it()
    {
        _home.Write("""{ "providers": { "backup": { "kind": "sandbox" } }, "templates": { "t": { "prompt": "x", "model": "backup/y" } } }""");
        Assert.Contains("the template t", Assert.Throws<HolySheepException>(() => _home.Open().RemoveProvider("backup")).Message);

        _home.Open().RemoveProvider("backup", withUses: true);

        Assert.Equal("""{"providers":{},"templates":{"t":{"prompt":"x"}}}""", Text());
    }

    private string Text() => System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(_home.File))!.ToJsonString();
}
