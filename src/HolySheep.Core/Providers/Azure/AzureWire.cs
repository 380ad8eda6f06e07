using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Embeddings;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Inspection;
using HolySheep.Providers.OpenAIChat;
using HolySheep.Providers.OpenAIResponses;

namespace HolySheep.Providers.Azure;

/// <summary>One of the OpenAI formats at Azure, which has its own addresses, authorization and errors.</summary>
internal sealed class AzureWire : IWire, IReplyHeaders, IOriginalWire, IEmbeddingsAddress
{
    private readonly AzureAddresses _addresses;
    private readonly bool _responses;
    private readonly IWire _format;

    public AzureWire(ProviderOptions options)
    {
        _addresses = new AzureAddresses(options.BaseUrl!);
        _responses = options.Api == ProviderApi.Responses;
        _format = _responses ? new OpenAIResponsesWire(options.BaseUrl!) : new OpenAIChatWire(options.BaseUrl!, ChatDialect.OpenAI);
    }

    public Uri ModelsAddress => _addresses.Models;

    public bool EndsWithDone => _format.EndsWithDone;

    public Uri AnswerAddress(ProviderCall call) => _responses ? _addresses.Responses : _addresses.Chat(call.Candidate.Model);

    public Uri EmbeddingsAddress(ProviderCall call) => _addresses.Embeddings(call.Candidate.Model);

    public void Authorize(HttpRequestMessage request, Secret? key) => AzureKey.Put(request, key);

    public void WriteBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes)
    {
        // Azure's tiers are "auto", "default" and "priority". [learn.microsoft.com: chat completions, service_tier]
        FlexTier.LeaveOut(call, notes);
        _format.WriteBody(writer, call.Request.Flex ? call with { Request = call.Request with { Flex = false } } : call, pairs, notes);
    }

    public void Adapt(BodySplice body, ProviderCall call) => ((IOriginalWire)_format).Adapt(body, call);

    public bool OmitReasoning(BodySplice body) => ((IOriginalWire)_format).OmitReasoning(body);

    public AnswerChunk ReadAnswer(ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => _format.ReadAnswer(ref reader, json);

    public AnswerChunk ReadEvent(string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => _format.ReadEvent(eventType, ref reader, json);

    public bool IsOwnEvent(string eventType, ReadOnlySpan<byte> data) => _format.IsOwnEvent(eventType, data);

    public JsonElement? FindError(JsonElement root, bool hasAnswer) => _format.FindError(root, hasAnswer);

    public FailureSignal? SignalOf(ErrorReport report, int status) =>
        report.Codes.Contains("DeploymentNotFound", StringComparer.OrdinalIgnoreCase) ? FailureSignal.DeploymentUnknown : _format.SignalOf(report, status);

    public void Read(HttpResponseHeaders headers, WireNotes notes)
    {
        if (ValueOf(headers, "x-ms-spillover-from-deployment") is { } full)
        {
            notes.Add($"The deployment '{full}' had no room: {(ValueOf(headers, "x-ms-deployment-name") is { } other ? $"'{other}'" : "another deployment")} answered in its place, and is billed.");
        }
    }

    public ModelPage? ReadModels(ReadOnlyMemory<byte> body) => _format.ReadModels(body);

    private static string? ValueOf(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
