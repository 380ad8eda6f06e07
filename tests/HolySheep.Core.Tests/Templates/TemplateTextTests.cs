using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Templates;

public sealed class TemplateTextTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory]
    [InlineData("Summarise: {}", "a text", "Summarise: a text")]
    [InlineData("Summarise.", "a text", "Summarise.\n\na text")]
    [InlineData(null, "a text", "a text")]
    [InlineData("No input.", null, "No input.")]
    [InlineData("{{json}}: {}", "{ \"a\": 1 }", "{json}: { \"a\": 1 }")]
    [InlineData("Twice {} and {}", "x", "Twice x and x")]
    public void The_text_of_a_call_takes_the_place_of_the_empty_braces_or_follows_the_prompt(string? template, string? text, string prompt) =>
        Assert.Equal(prompt, TemplateText.Whole(TemplateText.Bind(template, Nothing, text)!));

    [Fact]
    public void A_value_is_text_whatever_braces_it_has_and_the_other_placeholders_stay()
    {
        var bound = TemplateText.Bind("To {Language}: {Body} {{kept}}", new Dictionary<string, string> { ["language"] = "{Body} {{x}}" }, null)!;

        Assert.Equal(["Body"], PromptTemplate.Parse(bound).Names);
        Assert.Equal("To {Body} {{x}}: cat {kept}", PromptTemplate.Parse(bound).Fill(name => name == "Body" ? "cat" : null, []));
    }

    [Fact]
    public void A_placeholder_without_a_value_is_named_and_so_is_a_value_without_a_placeholder()
    {
        Assert.Contains("{Body}, {Tone}", Assert.Throws<HolySheepException>(() => TemplateText.Whole("{Body} {Tone}")).Message);
        Assert.Contains("stands for a text", Assert.Throws<HolySheepException>(() => TemplateText.Whole("{}")).Message);
        var unused = Assert.Throws<HolySheepException>(() => TemplateText.Bind("{Language}", new Dictionary<string, string> { ["Langauge"] = "x" }, null));
        Assert.Contains("{Langauge}", unused.Message);
        Assert.Contains("Language", unused.Message);
        Assert.Throws<HolySheepException>(() => TemplateText.Bind("{}", new Dictionary<string, string> { [""] = "x" }, null));
    }

    [Fact]
    public void What_a_call_says_itself_takes_precedence_over_every_part_of_the_template()
    {
        var template = new TemplateOptions
        {
            Name = "t",
            System = "s",
            Model = "m",
            Schema = new ChatJsonSchema("{}"),
            Temperature = 0.1,
            TopP = 0.2,
            MaxTokens = 3,
            Stop = ["x"],
            Seed = 4,
            ReasoningEffort = "low",
            Task = "k",
        };
        var own = new ChatRequest
        {
            Messages = [],
            System = "",
            Model = "own",
            JsonSchema = new ChatJsonSchema("{ }"),
            Temperature = 0,
            TopP = 1,
            MaxTokens = 9,
            Stop = ["y"],
            Seed = 0,
            ReasoningEffort = "high",
            Task = "own",
        };

        Assert.Equal(own, template.ApplyTo(own));
        var filled = template.ApplyTo(new ChatRequest { Messages = [] });
        Assert.Equal(("s", "m", template.Schema, 0.1, 0.2, 3, 4L, "low", "k"), (filled.System, filled.Model, filled.JsonSchema, filled.Temperature, filled.TopP, filled.MaxTokens, filled.Seed, filled.ReasoningEffort, filled.Task));
        Assert.Equal(["x"], filled.Stop);
    }
}
