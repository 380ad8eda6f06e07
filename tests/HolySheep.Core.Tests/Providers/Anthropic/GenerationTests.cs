using System;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Anthropic;

/// <summary>What is sent to the generations of models, which differ in what they take.</summary>
public sealed class GenerationTests
{
    private static readonly ChatRequest Question = Stage.Question("Hi.") with { MaxTokens = 40_000 };

    [Theory]
    [InlineData("claude-3-5-haiku-20241022", "high", null, null)]
    [InlineData("claude-3-7-sonnet-20250219", "low", """{"type":"enabled","budget_tokens":2048}""", null)]
    [InlineData("claude-opus-4@20250514", "medium", """{"type":"enabled","budget_tokens":8192}""", null)]
    [InlineData("anthropic.claude-opus-4-1-20250805-v1:0", "high", """{"type":"enabled","budget_tokens":16384}""", null)]
    [InlineData("claude-haiku-4.5", "xhigh", """{"type":"enabled","budget_tokens":16384}""", null)]
    [InlineData("claude-sonnet-4-5", "max", """{"type":"enabled","budget_tokens":20000}""", null)]
    [InlineData("claude-sonnet-4-6", "minimal", """{"type":"adaptive"}""", "low")]
    [InlineData("claude-opus-4-6", "xhigh", """{"type":"adaptive"}""", "high")]
    [InlineData("claude-opus-4-6", "max", """{"type":"adaptive"}""", "max")]
    [InlineData("anthropic/claude-opus-4.7", "XHIGH", """{"type":"adaptive","display":"summarized"}""", "xhigh")]
    [InlineData("claude-opus-4-8[1m]", "medium", """{"type":"adaptive","display":"summarized"}""", "medium")]
    [InlineData("claude-sonnet-5", "low", """{"type":"adaptive","display":"summarized"}""", "low")]
    [InlineData("claude-mythos-preview", "high", """{"type":"adaptive","display":"summarized"}""", "high")]
    [InlineData("deepseek-v4", "medium", """{"type":"enabled","budget_tokens":8192}""", null)]
    [InlineData("claude-sonnet-4-5", "none", null, null)]
    [InlineData("claude-opus-4-7", "none", null, null)]
    [InlineData("claude-opus-5", "none", """{"type":"disabled"}""", null)]
    [InlineData("claude-sonnet-5", "none", """{"type":"disabled"}""", null)]
    [InlineData("claude-haiku-5-5", "none", """{"type":"disabled"}""", null)]
    [InlineData("claude-sonnet-5-5", "none", """{"type":"between_tools"}""", null)]
    [InlineData("claude-opus-5-5", "none", null, "low")]
    [InlineData("claude-fable-5-1", "none", null, "low")]
    [InlineData("claude-opus-4-8", "somewhat", null, null)]
    public void An_effort_is_what_its_generation_calls_it(string model, string effort, string? thinking, string? sentEffort)
    {
        var sent = SentRequest.Of(Question with { ReasoningEffort = effort }, model);
        Assert.Equal((thinking, sentEffort is null ? null : $$"""{"effort":"{{sentEffort}}"}"""), (sent.Member("thinking"), sent.Member("output_config")));

        // Whatever is not sent as it was asked for is told.
        var asAsked = effort == "none" ? sentEffort is null : thinking is not null && (sentEffort is null || sentEffort.Equals(effort, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(asAsked ? 0 : 1, sent.Notes.Count);
        Assert.All(sent.Notes, note => Assert.Contains(model, note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500, null, 1)]
    [InlineData(2_047, null, 1)]
    [InlineData(2_048, 1_024, 0)]
    [InlineData(4_000, 2_000, 0)]
    [InlineData(40_000, 16_384, 0)]
    public void A_budget_leaves_half_of_the_limit_to_the_answer(int maxTokens, int? budget, int notes)
    {
        var sent = SentRequest.Of(Question with { MaxTokens = maxTokens, ReasoningEffort = "high" }, "claude-sonnet-4-5");
        Assert.Equal((budget is null ? null : $$"""{"type":"enabled","budget_tokens":{{budget}}}""", notes), (sent.Member("thinking"), sent.Notes.Count));
    }

    [Fact]
    public void No_reasoning_is_asked_for_before_a_forced_tool_or_inside_another_targets_tool_calls()
    {
        var forced = Question with { ReasoningEffort = "high", Tools = [new ChatTool("look")], ToolChoice = ChatToolChoice.Any };
        var sent = SentRequest.Of(forced, "claude-haiku-4-5");
        Assert.Equal((null, 1), (sent.Member("thinking"), sent.Notes.Count));

        sent = SentRequest.Of(forced, "claude-opus-4-8");
        Assert.Equal((null, """{"effort":"high"}""", 0), (sent.Member("thinking"), sent.Member("output_config"), sent.Notes.Count));

        var elsewhere = Question with { ReasoningEffort = "high", Tools = [new ChatTool("look")], Messages = [ChatMessage.User("Hi."), new ChatMessage("assistant", [new ChatToolCall("c1", "look", "{}")]), ChatMessage.Tool("c1", "seen")] };
        sent = SentRequest.Of(elsewhere, "claude-haiku-4-5");
        Assert.Equal((null, 1), (sent.Member("thinking"), sent.Notes.Count));
        Assert.Equal("""{"type":"adaptive"}""", SentRequest.Of(elsewhere, "claude-opus-4-6").Member("thinking"));
        Assert.NotNull(SentRequest.Of(elsewhere with { Messages = [.. elsewhere.Messages, ChatMessage.Assistant("It is seen."), ChatMessage.User("And?")] }, "claude-haiku-4-5").Member("thinking"));
    }

    [Theory]
    [InlineData("claude-3-5-sonnet-20241022", 0.5, 0.9, null, "0.5", "0.9", 0)]
    [InlineData("claude-sonnet-4-5", 0.5, 0.9, null, "0.5", null, 1)]
    [InlineData("claude-sonnet-4-5", null, 0.9, null, null, "0.9", 0)]
    [InlineData("claude-sonnet-4-6", 1.7, null, null, "1", null, 1)]
    [InlineData("claude-opus-4-6", 0.0, null, null, "0", null, 0)]
    [InlineData("claude-haiku-4-5", 0.5, null, "high", null, null, 1)]
    [InlineData("claude-haiku-4-5", 1.0, null, "high", "1", null, 0)]
    [InlineData("claude-haiku-4-5", null, 0.97, "high", null, "0.97", 0)]
    [InlineData("claude-haiku-4-5", null, 0.5, "high", null, null, 1)]
    [InlineData("claude-opus-4-7", 0.5, 0.9, null, null, null, 2)]
    [InlineData("claude-sonnet-5-5", 0.5, null, null, null, null, 1)]
    [InlineData("claude-haiku-5-5", null, 0.9, null, null, null, 1)]
    [InlineData("claude-newest-yet", 0.5, null, null, null, null, 1)]
    [InlineData("glm-5", 0.5, 0.9, null, "0.5", "0.9", 0)]
    public void Sampling_options_go_only_to_models_that_take_them_and_omissions_are_reported(string model, double? temperature, double? topP, string? effort, string? sentTemperature, string? sentTopP, int notes)
    {
        var sent = SentRequest.Of(Question with { Temperature = temperature, TopP = topP, ReasoningEffort = effort }, model);
        Assert.Equal((sentTemperature, sentTopP, notes), (sent.Member("temperature"), sent.Member("top_p"), sent.Notes.Count));
    }

    [Theory]
    [InlineData("claude-opus-5", true)]
    [InlineData("claude-fable-5", true)]
    [InlineData("claude-haiku-5-5", true)]
    [InlineData("claude-sonnet-5-5", false)]
    [InlineData("claude-opus-5-5", false)]
    [InlineData("claude-fable-5-2", false)]
    public void A_forced_tool_is_left_to_the_models_that_refuse_to_be_forced(string model, bool forced)
    {
        var any = SentRequest.Of(Question with { Tools = [new ChatTool("look")], ToolChoice = ChatToolChoice.Any }, model);
        Assert.Equal((forced ? """{"type":"any"}""" : """{"type":"auto"}""", forced ? 0 : 1), (any.Member("tool_choice"), any.Notes.Count));
        var named = SentRequest.Of(Question with { Tools = [new ChatTool("look")], ToolChoice = ChatToolChoice.Of("look"), ParallelToolCalls = false }, model);
        Assert.Equal(forced ? """{"type":"tool","name":"look","disable_parallel_tool_use":true}""" : """{"type":"auto","disable_parallel_tool_use":true}""", named.Member("tool_choice"));
    }

    [Theory]
    [InlineData("claude-3-7-sonnet-20250219", false)]
    [InlineData("claude-sonnet-4-20250514", false)]
    [InlineData("claude-opus-4-1", true)]
    [InlineData("claude-haiku-4-5", true)]
    [InlineData("claude-sonnet-5", true)]
    [InlineData("kimi-k3", false)]
    public void A_schema_is_enforced_where_it_can_be_and_asked_for_in_words_elsewhere(string model, bool enforced)
    {
        const string Schema = """{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"],"additionalProperties":false}""";
        var sent = SentRequest.Of(Question with { System = "Be brief.", JsonSchema = new ChatJsonSchema(Schema) }, model);
        Assert.Equal(enforced ? $$$"""{"format":{"type":"json_schema","schema":{{{Schema}}}}}""" : null, sent.Member("output_config"));
        Assert.Equal(enforced ? "Be brief." : $"Be brief.\n\nAnswer with JSON alone, without any text around it. It must follow this JSON schema:\n{Schema}", sent.Json.GetProperty("system").GetString());
        Assert.Equal(enforced ? 0 : 1, sent.Notes.Count);
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""")]
    [InlineData("""{"$schema":"x","type":"object","additionalProperties":true,"properties":{"a":{"type":"integer","minimum":1,"description":"Count."}}}""", """{"type":"object","properties":{"a":{"type":"integer","description":"Count.\n\n{minimum: 1}"}},"additionalProperties":false}""")]
    [InlineData("""{"type":"array","minItems":1,"maxItems":3,"items":{"type":"string","format":"email"}}""", """{"type":"array","minItems":1,"items":{"type":"string","format":"email"},"description":"{maxItems: 3}"}""")]
    [InlineData("""{"oneOf":[{"type":"null"},{"type":"object","properties":{"b":{"enum":["x","y"]}}}]}""", """{"anyOf":[{"type":"null"},{"type":"object","properties":{"b":{"enum":["x","y"]}},"additionalProperties":false}]}""")]
    [InlineData("""{"type":"object","properties":{"p":{"$ref":"#/$defs/P"}},"$defs":{"P":{"type":["object","null"],"properties":{"c":{"type":"number"}}}}}""", """{"type":"object","properties":{"p":{"$ref":"#/$defs/P"}},"$defs":{"P":{"type":["object","null"],"properties":{"c":{"type":"number"}},"additionalProperties":false}},"additionalProperties":false}""")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"number"}}""", null)]
    [InlineData("""{"type":"object","properties":{"m":{"type":"object"}}}""", null)]
    [InlineData("""{"type":"object","properties":{"m":{}}}""", null)]
    [InlineData("""{"type":"object","properties":{"m":true}}""", null)]
    [InlineData("""{"type":"object","properties":{"next":{"$ref":"#"}}}""", null)]
    [InlineData("""{"type":"object","properties":{"t":{"$ref":"#/$defs/T"}},"$defs":{"T":{"type":"array","items":{"$ref":"#/$defs/T"}}}}""", null)]
    public void A_schema_takes_the_form_that_can_be_enforced_or_none(string schema, string? form) => Assert.Equal(form?.Replace("\\n", "\n", StringComparison.Ordinal), SchemaForm.Of(schema)?.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })?.Replace("\\n", "\n", StringComparison.Ordinal));

    [Fact]
    public void A_strict_tool_has_the_enforced_form_and_a_schema_without_a_type_gets_one()
    {
        var sent = SentRequest.Of(
            Question with
            {
                Tools =
                [
                    new ChatTool("a", "Looks.", """{"type":"object","properties":{"x":{"type":"integer","maximum":9}}}""") { Strict = true },
                    new ChatTool("b", parameters: """{"properties":{"y":{"type":"string"}}}"""),
                    new ChatTool("c", parameters: """{"type":"object"}""") { Strict = true },
                ],
            },
            "claude-sonnet-4-5");
        Assert.Equal(
            """[{"name":"a","description":"Looks.","input_schema":{"type":"object","properties":{"x":{"type":"integer","description":"{maximum: 9}"}},"additionalProperties":false},"strict":true},"""
            + """{"name":"b","input_schema":{"type":"object","properties":{"y":{"type":"string"}}}},{"name":"c","input_schema":{"type":"object"}}]""",
            sent.Member("tools"));
        Assert.Null(sent.Member("tool_choice"));
        Assert.DoesNotContain("strict", SentRequest.Of(Question with { Tools = [new ChatTool("a") { Strict = true }] }, "claude-3-7-sonnet-20250219").Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_choice_of_no_tool_is_sent_and_one_without_tools_is_not()
    {
        Assert.Equal("""{"type":"none"}""", SentRequest.Of(Question with { Tools = [new ChatTool("a")], ToolChoice = ChatToolChoice.None, ParallelToolCalls = false }).Member("tool_choice"));
        Assert.Equal("""{"type":"auto"}""", SentRequest.Of(Question with { Tools = [new ChatTool("a")], ToolChoice = ChatToolChoice.Auto }).Member("tool_choice"));
        Assert.DoesNotContain("tool", SentRequest.Of(Question with { ToolChoice = ChatToolChoice.None, ParallelToolCalls = true }).Members);
        Assert.DoesNotContain(SentRequest.Of(Question with { ToolChoice = ChatToolChoice.None }).Members, member => member.StartsWith("tool", StringComparison.Ordinal));
    }
}
