using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Tools that are given by further members of the body, as front ends take them, are offered on every wire in its own form.</summary>
public sealed class WireToolTests
{
    private const string Look = """{"type":"function","function":{"name":"look","description":"Looks.","parameters":{"type":"object","properties":{"at":{"type":"string"}}}}}""";

    [Theory, Wires]
    public async Task Tools_in_the_form_of_chat_completions_are_offered_in_the_wires_own(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.ToolCalls(("look", """{"at":"up"}""")));
        var asked = await stage.AskAsync(mode, Question(("tools", $"[{Look}]"), ("tool_choice", """{"type":"function","function":{"name":"look"}}"""), ("parallel_tool_calls", "true")));
        Assert.Equal("look", asked.Result.ToolCalls.Single().Name);
        var body = stage.One.Requests.Single().Json!.Value;
        var tool = body.GetProperty("tools")[0];
        var (name, schema) = wire switch
        {
            "gemini" => (tool.GetProperty("functionDeclarations")[0].GetProperty("name"), tool.GetProperty("functionDeclarations")[0].GetProperty("parametersJsonSchema")),
            "anthropic" => (tool.GetProperty("name"), tool.GetProperty("input_schema")),
            "openai-responses" => (tool.GetProperty("name"), tool.GetProperty("parameters")),
            _ => (tool.GetProperty("function").GetProperty("name"), tool.GetProperty("function").GetProperty("parameters")),
        };
        Assert.Equal(("look", """{"type":"object","properties":{"at":{"type":"string"}}}"""), (name.GetString(), schema.GetRawText()));
        Assert.Equal(wire == "gemini", !body.TryGetProperty("tool_choice", out _));
    }

    [Theory]
    [InlineData("auto", "AUTO"), InlineData("none", "NONE"), InlineData("required", "ANY")]
    public async Task A_choice_goes_with_them(string choice, string mode) =>
        Assert.Equal(mode, (await BodyAsync("gemini", ("tools", $"[{Look}]"), ("tool_choice", $"\"{choice}\""))).GetProperty("toolConfig").GetProperty("functionCallingConfig").GetProperty("mode").GetString());

    [Theory]
    [InlineData("""[{"googleSearch":{}}]"""), InlineData("""[{"type":"function","function":{"name":"look"}},{"type":"web_search"}]"""), InlineData("[]"), InlineData("5"), InlineData("""[{"type":"function","function":{"name":"a b"}}]""")]
    [InlineData("""[{"type":"function","function":{"description":"x"}}]"""), InlineData("""[{"type":"function","function":{"name":"look","cache_control":{}}}]"""), InlineData("""[{"type":"function","function":{"name":7}}]"""), InlineData("""[{"type":"custom","function":{"name":"look"}}]""")]
    [InlineData("""[{"type":"function","function":{"name":"look","name":"look"}}]"""), InlineData("""[{"type":"function","function":{"name":"\ud83d"}}]""")]
    public async Task Tools_of_another_form_go_out_as_they_are(string tools)
    {
        foreach (var wire in new[] { "openai", "gemini" })
        {
            Assert.Equal(tools, (await BodyAsync(wire, ("tools", tools), ("tool_choice", "\"auto\""))).GetProperty("tools").GetRawText());
        }
    }

    [Theory]
    [InlineData("""{"type":"function","function":{"name":"other"}}"""), InlineData("\"sometimes\""), InlineData("""{"type":"allowed_tools"}""")]
    public async Task A_choice_of_another_form_keeps_the_tools_as_they_are(string choice)
    {
        var body = await BodyAsync("openai", ("tools", $"[{Look}]"), ("tool_choice", choice));
        Assert.Equal(($"[{Look}]", choice), (body.GetProperty("tools").GetRawText(), body.GetProperty("tool_choice").GetRawText()));
    }

    private static ChatRequest Question(params (string Name, string Json)[] extra) => Stage.Question() with { ExtraBody = extra.ToDictionary(member => member.Name, member => member.Json) };

    private static async Task<JsonElement> BodyAsync(string wire, params (string Name, string Json)[] extra)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        await stage.AskAsync(CallMode.Plain, Question(extra));
        return stage.One.Requests.Single().Json!.Value;
    }
}
