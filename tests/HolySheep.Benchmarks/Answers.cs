using System;
using System.Text;
using System.Text.Json;

namespace HolySheep.Benchmarks;

/// <summary>The one answer of the loopback server, whole and in pieces.</summary>
internal static class Answers
{
    public const string Plain =
        """{"id":"chatcmpl-1","object":"chat.completion","created":1790000000,"model":"gpt-4.1-2025-04-14","choices":[{"index":0,"message":{"role":"assistant","content":"Air scatters the short waves of sunlight, blue among them, far more than the long ones."},"finish_reason":"stop"}],"usage":{"prompt_tokens":17,"completion_tokens":19,"total_tokens":36,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}}""";

    public static string Streamed { get; } = StreamBody();

    private static string StreamBody()
    {
        using var answer = JsonDocument.Parse(Plain);
        var text = answer.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
        var body = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            body.Append(FormattableString.Invariant($$"""data: {"id":"1","created":1790000000,"model":"gpt-4.1","choices":[{"index":0,"delta":{"content":"{{word}} "},"finish_reason":null}]}""")).Append("\n\n");
        }

        return body
            .Append("""data: {"id":"1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""").Append("\n\n")
            .Append("""data: {"id":"1","choices":[],"usage":{"prompt_tokens":17,"completion_tokens":19}}""").Append("\n\n")
            .Append("data: [DONE]\n\n").ToString();
    }
}
