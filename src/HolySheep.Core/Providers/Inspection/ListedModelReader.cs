using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Catalog;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Inspection;

/// <summary>Reads what an entry of a provider's list says of a model: its size, and what it takes.</summary>
internal static class ListedModelReader
{
    // Gemini, Anthropic, OpenRouter, Groq, Mistral and LM Studio, vLLM, Together.
    private static readonly string[] Windows = ["inputTokenLimit", "max_input_tokens", "context_length", "context_window", "max_context_length", "max_model_len"];

    // Gemini, Groq, Anthropic.
    private static readonly string[] Outputs = ["outputTokenLimit", "max_output_tokens", "max_completion_tokens", "max_tokens"];

    // The efforts that Anthropic's list names, the lowest first.
    private static readonly string[] Efforts = ["low", "medium", "high", "xhigh", "max"];
    private static readonly string[] Thinking = ["adaptive", "enabled"];

    /// <summary>What an entry says; null if it says nothing.</summary>
    public static ListedModel? Of(JsonElement model)
    {
        var limits = JsonMember.Of(model, "limits");
        var listed = OfCapabilities(JsonMember.Of(model, "capabilities"), new ListedModel
        {
            ContextWindow = Number(model, Windows) ?? Number(limits, Windows),
            MaxOutput = Number(model, Outputs) ?? Number(limits, Outputs),
        });
        listed = OfParameters(model, listed);
        return listed.IsEmpty ? null : listed;
    }

    /// <summary>Anthropic's list has objects with <c>supported</c>, Mistral's has flags, GitHub's has names.</summary>
    private static ListedModel OfCapabilities(JsonElement capabilities, ListedModel listed) => capabilities.ValueKind switch
    {
        JsonValueKind.Object => listed with
        {
            Tools = Flag(capabilities, "function_calling"),
            Images = Flag(capabilities, "image_input") ?? Flag(capabilities, "vision"),
            Documents = Flag(capabilities, "pdf_input"),
            JsonSchema = Flag(capabilities, "structured_outputs"),
            Thinking = Supported(JsonMember.Of(JsonMember.Of(capabilities, "thinking"), "types"), Thinking),
            Efforts = Supported(JsonMember.Of(capabilities, "effort"), Efforts),
        },
        JsonValueKind.Array => listed with { Tools = Has(capabilities, "tool-calling") },
        _ => listed,
    };

    /// <summary>OpenRouter's list names parameters and modalities, GitHub's modalities.</summary>
    private static ListedModel OfParameters(JsonElement model, ListedModel listed)
    {
        var parameters = JsonMember.Of(model, "supported_parameters");
        var modalities = JsonMember.Of(JsonMember.Of(model, "architecture"), "input_modalities");
        modalities = modalities.ValueKind == JsonValueKind.Array ? modalities : JsonMember.Of(model, "supported_input_modalities");
        return listed with
        {
            MaxOutput = listed.MaxOutput ?? Number(JsonMember.Of(model, "top_provider"), Outputs),
            Tools = listed.Tools ?? Has(parameters, "tools"),
            JsonSchema = listed.JsonSchema ?? Has(parameters, "structured_outputs"),
            Images = listed.Images ?? Has(modalities, "image"),
            Documents = listed.Documents ?? Has(modalities, "file"),
        };
    }

    private static string[] Supported(JsonElement parent, string[] names) => [.. names.Where(name => Flag(parent, name) == true)];

    private static bool? Flag(JsonElement parent, string name)
    {
        var value = JsonMember.Of(parent, name);
        value = value.ValueKind == JsonValueKind.Object ? JsonMember.Of(value, "supported") : value;
        return value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
    }

    private static bool? Has(JsonElement list, string name) => list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0 ? null
        : list.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(name));

    private static int? Number(JsonElement parent, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (JsonMember.Of(parent, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number > 0)
            {
                return number;
            }
        }

        return null;
    }
}
