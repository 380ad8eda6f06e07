using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace HolySheep.Chat;

/// <summary>The bytes that identify what a request sends besides its messages: equal requests have equal bytes in every version.</summary>
/// <remarks>
/// CSV journals keep hashes of these bytes, so a change here makes users pay for answered rows again. A new property is added only after the others, by its name, and
/// only if it is set: a request that does not use it keeps the bytes of version 0.1.0.
/// </remarks>
internal static class RequestFingerprint
{
    /// <summary>The properties of a request that do not change which answer is right, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Irrelevant { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(ChatRequest.Model)] = "the chain that it leads to is a part of the fingerprint",
        [nameof(ChatRequest.Fallback)] = "the chain that it leads to is a part of the fingerprint",
        [nameof(ChatRequest.NoFallback)] = "the chain that it leads to is a part of the fingerprint",
        [nameof(ChatRequest.Messages)] = "the caller adds them, as a row its prompt",
        [nameof(ChatRequest.ToolRounds)] = "who runs the tools does not change the question",
        [nameof(ChatRequest.ExtraHeaders)] = "they address the provider, not the model",
        [nameof(ChatRequest.Providers)] = "which provider answers does not change the question",
        [nameof(ChatRequest.ExcludedProviders)] = "which provider answers does not change the question",
        [nameof(ChatRequest.Regions)] = "which provider answers does not change the question",
        [nameof(ChatRequest.ApiKey)] = "who pays does not change the question",
        [nameof(ChatRequest.Limits)] = "how long and how often is tried does not change the question",
        [nameof(ChatRequest.StreamWire)] = "how the answer arrives does not change the question",
        [nameof(ChatRequest.OnCut)] = "how the answer arrives does not change the question",
        [nameof(ChatRequest.FallbackOnRefusal)] = "a refused row is not an answered row",
        [nameof(ChatRequest.Tags)] = "they name the call in the ledger",
        [nameof(ChatRequest.Job)] = "it names the call in the ledger",
        [nameof(ChatRequest.Client)] = "it names the call in the ledger",
        [nameof(ChatRequest.Session)] = "it names the call in the ledger",
        [nameof(ChatRequest.Caller)] = "it names the call in the ledger",
        [nameof(ChatRequest.SplitKey)] = "the chain that it leads to is a part of the fingerprint",
        [nameof(ChatRequest.CachePrompt)] = "what a prompt costs does not change the question",
        [nameof(ChatRequest.Flex)] = "what an answer costs does not change the question",
        [nameof(ChatRequest.CacheMaxAge)] = "whether an earlier answer is given again does not change the question",
        [nameof(ChatRequest.CacheRefresh)] = "whether an earlier answer is given again does not change the question",
        [nameof(ChatRequest.SharedPrefix)] = "what a prompt costs does not change the question",
        [nameof(ChatRequest.Original)] = "callers that have it, gateways, keep no fingerprints",
        [nameof(ChatRequest.Trace)] = "it listens only",
        [nameof(ChatRequest.TraceParent)] = "it names the call in traces",
        [nameof(ChatRequest.TraceState)] = "it names the call in traces",
    };

    /// <summary>The bytes of a request; lengths precede texts, so that no two requests give the same bytes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="chain">The models that may answer, the requested one first.</param>
    /// <param name="sandbox">True if the sandbox answers: its answers must never pass for real ones.</param>
    public static byte[] Of(ChatRequest request, IReadOnlyList<string> chain, bool sandbox)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            writer.Write(sandbox);
            WriteAll(writer, chain);
            WriteAll(writer,
            [
                request.System ?? "\0", Text(request.Temperature), Text(request.MaxTokens), Text(request.TopP), Text(request.Seed), request.ReasoningEffort ?? "", request.Task ?? "",
                request.JsonSchema?.Schema ?? "", request.JsonSchema?.Strict.ToString() ?? "",
            ]);
            WriteAll(writer, request.Stop);
            WriteAll(writer, [.. request.ExtraBody.OrderBy(member => member.Key, StringComparer.Ordinal).SelectMany(member => (string[])[member.Key, member.Value])]);
            WriteIfSet(writer, nameof(request.Tools), [.. request.Tools.SelectMany(tool => (string[])[tool.Name, tool.Description ?? "\0", tool.Parameters, tool.Strict?.ToString() ?? ""])]);
            WriteIfSet(writer, nameof(request.ToolChoice), request.ToolChoice is { } choice ? [choice.Kind.ToString(), choice.Tool ?? "\0"] : []);
            WriteIfSet(writer, nameof(request.ParallelToolCalls), request.ParallelToolCalls is { } parallel ? [parallel.ToString()] : []);
        }

        return bytes.ToArray();
    }

    /// <summary>Writes a property that version 0.1.0 did not have.</summary>
    private static void WriteIfSet(BinaryWriter writer, string property, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            writer.Write(property);
            WriteAll(writer, texts);
        }
    }

    private static void WriteAll(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static string Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
