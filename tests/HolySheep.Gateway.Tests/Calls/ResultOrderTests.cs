using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Items of Responses may stand between a call and its output; OpenAI's chat completions refuse that.</summary>
public sealed class ResultOrderTests
{
    private const string Question1 = """{"role":"user","content":"q"}""";
    private const string Also = """{"role":"user","content":"also"}""";
    private const string Said = """{"type":"message","role":"assistant","content":[{"type":"output_text","text":"said","annotations":[]}]}""";

    public static TheoryData<string, string> Histories => new()
    {
        { $"{Question1},{Call(1)},{Also},{Output(1)}", "user:q calls:1 tool:1 user:also" },
        { $$"""{{Question1}},{{Call(1)}},{"role":"developer","content":"be quick"},{{Output(1)}}""", "user:q calls:1 tool:1 developer:be quick" },
        { $"{Question1},{Call(1)},{Output(1)},{Call(2)},{Output(2)}", "user:q calls:1 tool:1 calls:2 tool:2" },
        { $"{Question1},{Call(1)},{Call(2)},{Output(1)},{Also},{Output(2)}", "user:q calls:1+2 tool:1 tool:2 user:also" },
        { $"{Question1},{Call(1)},{Said},{Also},{Output(1)}", "user:q said calls:1 tool:1 user:also" },
        { $"{Question1},{Call(1)},{Call(2)},{Output(2)},{Said},{Output(1)}", "user:q calls:1+2 tool:2 tool:1 assistant:said" },
        { $"{Question1},{Call(1)},{Also},{Call(2)},{Output(1)},{Output(2)}", "user:q calls:1 tool:1 user:also calls:2 tool:2" },
    };

    [Theory]
    [MemberData(nameof(Histories))]
    public async Task The_outputs_of_calls_follow_their_calls_at_once(string input, string expected)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(Question.Responses, $$"""{"model":"alpha","input":[{{input}}],"tools":[{"type":"function","name":"f","parameters":{"type":"object"},"strict":false}]}""");
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(expected, string.Join(" ", JsonElement.Parse(stage.One.Requests[0].Body).GetProperty("messages").EnumerateArray().Select(Brief)));
    }

    private static string Brief(JsonElement message)
    {
        var content = message.GetProperty("content").GetString();
        return message.TryGetProperty("tool_calls", out var calls) ? (content is null ? "" : content + " ") + "calls:" + string.Join("+", calls.EnumerateArray().Select(call => call.GetProperty("id").GetString()))
            : message.TryGetProperty("tool_call_id", out var id) ? "tool:" + id.GetString()
            : $"{message.GetProperty("role").GetString()}:{content}";
    }

    private static string Call(int number) => $$"""{"type":"function_call","call_id":"{{number}}","name":"f","arguments":"{}"}""";

    private static string Output(int number) => $$"""{"type":"function_call_output","call_id":"{{number}}","output":"out"}""";
}
