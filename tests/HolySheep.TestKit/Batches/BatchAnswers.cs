using System.Text.Json;

namespace HolySheep.TestKit.Batches;

/// <summary>Turns scripted replies into the results of batches.</summary>
internal static class BatchAnswers
{
    public static BatchRowResult Of(string id, RecordedRequest request, Reply reply, string provider)
    {
        string body = reply.Completion is { } completion ? request.Voice.Whole(completion, request, provider, reply.SendsUsage)
            : reply.Fault is { } fault ? request.Voice.Error(fault)
            : reply.RawBody;
        (int prompt, int completed) = Usage(body);
        return new BatchRowResult(id, BatchRowEnd.Responded, reply.StatusCode, body, prompt, completed);
    }

    private static (int Prompt, int Completion) Usage(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement root = document.RootElement;
        return root.ValueKind != JsonValueKind.Object ? (0, 0)
            : root.TryGetProperty("usage", out JsonElement usage) && usage.ValueKind == JsonValueKind.Object
                ? (Number(usage, "prompt_tokens") + Number(usage, "input_tokens"), Number(usage, "completion_tokens") + Number(usage, "output_tokens"))
            : root.TryGetProperty("usageMetadata", out usage) ? (Number(usage, "promptTokenCount"), Number(usage, "candidatesTokenCount") + Number(usage, "thoughtsTokenCount"))
            : (0, 0);
    }

    private static int Number(JsonElement usage, string name) => usage.TryGetProperty(name, out JsonElement value) && value.TryGetInt32(out int number) ? number : 0;
}
