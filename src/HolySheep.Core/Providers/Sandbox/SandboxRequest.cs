using System.Text.Json;
using HolySheep.Catalog;

namespace HolySheep.Providers.Sandbox;

/// <summary>The parts of a request that the sandbox reads.</summary>
internal sealed record SandboxRequest(string Model, string Prompt, long PromptTokens, bool Streamed, string? Schema)
{
    public static SandboxRequest Read(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var prompt = "";
        long tokens = 0;
        foreach (var message in root.GetProperty("messages").EnumerateArray())
        {
            prompt = TextOf(message.GetProperty("content"));
            tokens += TokenEstimate.Of(prompt);
        }

        var schema = root.TryGetProperty("response_format", out var format) && format.TryGetProperty("json_schema", out var wrapped)
            ? wrapped.GetProperty("schema").GetRawText()
            : null;
        var streamed = root.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True;
        return new SandboxRequest(root.GetProperty("model").GetString() ?? "", prompt, tokens, streamed, schema);
    }

    /// <summary>The text of a content, which is a text or a list of parts with the text first.</summary>
    private static string TextOf(JsonElement content) =>
        (content.ValueKind == JsonValueKind.Array ? content[0].GetProperty("text").GetString() : content.GetString()) ?? "";
}
